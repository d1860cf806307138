// Filters: folded on a narrow screen; a word that what was changed is not in use yet.
{
  const narrow = window.matchMedia("(max-width: 48em)");
  for (const fold of document.querySelectorAll("[data-fold]")) {
    if (narrow.matches) fold.open = false;
  }
  for (const form of document.querySelectorAll("[data-filters]")) {
    const waiting = form.querySelector("[data-waiting]");
    if (waiting) form.addEventListener("change", () => { waiting.hidden = false; });
  }
}
