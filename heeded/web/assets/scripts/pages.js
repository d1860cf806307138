// An address that ends in #page=12 opens page 12, as a PDF would.
{
  const viewer = document.querySelector("[data-pages]");
  const open = () => {
    const asked = /^#page=(\d+)$/.exec(window.location.hash);
    if (!asked || viewer.id === `page=${asked[1]}`) return;
    const address = new URL(window.location.href);
    address.searchParams.set("page", asked[1]);
    window.location.replace(address);
  };
  if (viewer) {
    open();
    window.addEventListener("hashchange", open);
  }
}
