// The words that were found, on the text and on the picture: both show which one is being looked at.
// A mark carries data-mark with the number of its place; the same number stands on both sides.
{
  const HERE = "heeded-mark--here";
  const KEYS = "heeded-keys-off";
  const bar = document.querySelector("[data-hits]");
  const numbers = [];
  for (const mark of document.querySelectorAll("mark[data-mark]")) {
    if (!numbers.includes(mark.dataset.mark)) numbers.push(mark.dataset.mark);
  }

  const of = (number) => document.querySelectorAll(`[data-mark="${CSS.escape(number)}"]`);
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const scroll = { block: "center", behavior: calm.matches ? "auto" : "smooth" };

  const sheet = document.querySelector("[data-sheet]");
  const cited = document.getElementById("cited");
  const INSIDE = 16; // what compareDocumentPosition says of a mark inside the passage
  const AFTER = 4;

  let here = -1;

  // The first mark in or after the passage cited: from there the keys go on and back.
  const startOfPassage = () => {
    if (!cited) return 0;
    const marks = numbers.map((number) => document.querySelector(`mark[data-mark="${CSS.escape(number)}"]`));
    const first = marks.findIndex((mark) => cited.compareDocumentPosition(mark) & (INSIDE | AFTER));
    return first < 0 ? numbers.length : first;
  };

  // The picture scrolls by itself where it is higher than its frame.
  const bring = (element) => {
    if (!sheet || !element || sheet.scrollHeight <= sheet.clientHeight) return;
    const down = element.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    sheet.scrollTo({ top: sheet.scrollTop + down - sheet.clientHeight / 3, behavior: scroll.behavior });
  };

  const show = (place, move) => {
    for (const old of document.querySelectorAll(`.${HERE}`)) old.classList.remove(HERE);
    here = place;
    const marks = of(numbers[place]);
    for (const mark of marks) mark.classList.add(HERE);
    const first = document.querySelector(`mark[data-mark="${CSS.escape(numbers[place])}"]`);
    if (move && first) {
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
      first.scrollIntoView(scroll);
      bring(document.querySelector(`rect[data-mark="${CSS.escape(numbers[place])}"]`));
    }
    const words = bar && bar.querySelector("[data-hits-words]");
    if (words) words.textContent = words.dataset.words.replace("#", place + 1).replace("%", numbers.length);
  };

  // Past the last hit of this page: the next page with one, where there is one; else round again.
  const step = (by) => {
    const wanted = here >= 0 ? here + by : startOfPassage() + (by > 0 ? 0 : cited ? -1 : numbers.length - 1);
    const beyond = bar.querySelector(by > 0 ? "[data-hits-after]" : "[data-hits-before]");
    const outside = wanted >= numbers.length || wanted < 0;
    if (outside && beyond) {
      window.location.assign(beyond.href);
    } else if (numbers.length > 0) {
      show((wanted + numbers.length) % numbers.length, true);
    }
  };

  for (const mark of document.querySelectorAll("mark[data-mark]")) {
    mark.addEventListener("mouseenter", () => show(numbers.indexOf(mark.dataset.mark), false));
  }

  // Single keys can be turned off, for those who speak to their machine (WCAG 2.1.4).
  const keysOff = () => {
    try { return window.localStorage.getItem(KEYS) === "yes"; } catch { return false; }
  };

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const onKey = (event) => {
    if (keysOff() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  };

  const start = () => {
    bar.querySelector("[data-hits-controls]").hidden = false;
    bar.querySelector("[data-hits-next]").addEventListener("click", () => step(1));
    bar.querySelector("[data-hits-previous]").addEventListener("click", () => step(-1));
    const toggle = bar.querySelector("[data-hits-keys]");
    toggle.setAttribute("aria-pressed", String(!keysOff()));
    toggle.addEventListener("click", () => {
      const off = !keysOff();
      try { window.localStorage.setItem(KEYS, off ? "yes" : "no"); } catch { return; }
      toggle.setAttribute("aria-pressed", String(!off));
    });
    document.addEventListener("keydown", onKey);
    // With scripts "Next hit" goes on to the later page by itself.
    for (const link of bar.querySelectorAll("[data-hits-before], [data-hits-after]")) link.hidden = true;
    const target = document.querySelector(":target");
    const mark = target && target.closest("mark[data-mark]");
    if (mark) show(numbers.indexOf(mark.dataset.mark), true);
  };

  if (bar && (numbers.length > 0 || bar.querySelector("[data-hits-before], [data-hits-after]"))) start();
  bring(document.getElementById("on-picture"));
}
