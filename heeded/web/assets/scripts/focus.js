// After a form came back with errors: the list of them is where reading goes on.
{
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
}
