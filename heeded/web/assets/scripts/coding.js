// Coding: a selection of words on a page leads to the form that gives them a theme; the list of themes narrows while
// one types. The words carry data-words with the place of their first letter; numbers of codings among them carry
// data-not-words and do not count.
{
  const box = document.querySelector("[data-select]");
  const form = document.querySelector("[data-select-form]");

  // Letters as the library counts them: one each, also where this machine keeps two.
  const letters = (text) => Array.from(text).length;

  // How many letters of a part stand before a place in it.
  const before = (part, node, offset) => {
    const range = document.createRange();
    range.setStart(part, 0);
    range.setEnd(node, offset);
    const held = range.cloneContents();
    for (const other of held.querySelectorAll("[data-not-words]")) other.remove();
    return letters(held.textContent);
  };

  const partOf = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest("[data-words]");
  };

  const place = (part, count) => {
    const [number, start] = part.dataset.words.split(".").map(Number);
    return `${number}.${start + count}`;
  };

  // The ends of a selection inside the words; one that begins or ends beside them is drawn in to the nearest words.
  const ends = (range) => {
    const parts = Array.from(box.querySelectorAll("[data-words]")).filter((part) => range.intersectsNode(part));
    if (parts.length === 0) return null;
    const first = partOf(range.startContainer);
    const last = partOf(range.endContainer);
    const [head, foot] = [parts[0], parts[parts.length - 1]];
    const from = first && parts.includes(first) ? place(first, before(first, range.startContainer, range.startOffset)) : place(head, 0);
    const to = last && parts.includes(last) ? place(last, before(last, range.endContainer, range.endOffset)) : place(foot, before(foot, foot, foot.childNodes.length));
    return { from, to };
  };

  const look = () => {
    const selection = window.getSelection();
    const chosen = selection.rangeCount > 0 && !selection.isCollapsed && selection.toString().trim() !== "";
    const range = chosen ? selection.getRangeAt(0) : null;
    const found = range && range.intersectsNode(box) ? ends(range) : null;
    // While the button itself is being pressed some browsers drop the selection: what was chosen last stays.
    if (!found && form.contains(document.activeElement)) return;
    form.hidden = !found;
    if (found) {
      form.elements.namedItem("from").value = found.from;
      form.elements.namedItem("to").value = found.to;
    }
  };

  if (box && form) {
    for (const words of document.querySelectorAll("[data-with-script]")) words.hidden = false;
    document.addEventListener("selectionchange", look);
    form.addEventListener("pointerdown", (event) => { if (event.target.closest("button")) event.preventDefault(); });
  }
}
{
  const SHOWN = 8; // with fewer themes there is nothing to narrow
  for (const finder of document.querySelectorAll("[data-narrow]")) {
    const list = document.getElementById(finder.dataset.narrow);
    const input = finder.querySelector("input");
    const rows = list ? Array.from(list.children) : [];
    if (!input || rows.length <= SHOWN) continue;
    finder.hidden = false;

    const narrow = () => {
      const wanted = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const fits = (row) => wanted.every((word) => row.textContent.toLowerCase().includes(word));
      for (const row of rows) {
        const ticked = row.querySelector("input:checked");
        row.hidden = wanted.length > 0 && !ticked && (row.dataset.theme === undefined || !fits(row));
      }
    };

    input.addEventListener("input", narrow);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // Enter ticks the first theme that fits, and does not send the form
      const first = rows.find((row) => !row.hidden && row.dataset.theme !== undefined);
      const tick = first && first.querySelector("input");
      if (tick && input.value.trim() !== "") tick.click();
    });
  }
}
// The queue of proposals by single keys, which can be turned off (WCAG 2.1.4).
{
  const KEYS = "heeded-keys-off";
  const CHOICES = { a: "accept", r: "reject", l: "later" };
  const queue = document.querySelector("[data-queue]");
  const line = document.querySelector("[data-queue-keys]");

  const off = () => {
    try { return window.localStorage.getItem(KEYS) === "yes"; } catch { return false; }
  };

  const here = (rows) => Math.max(0, rows.findIndex((row) => row.contains(document.activeElement)));

  const choose = (value) => {
    const rows = Array.from(queue.querySelectorAll(".heeded-proposal"));
    const at = here(rows);
    const radio = rows[at].querySelector(`input[value="${value}"]`);
    radio.checked = true;
    const next = rows[at + 1] && rows[at + 1].querySelector("input:checked");
    const target = next || queue.querySelector("button[type=submit]");
    target.focus();
    target.scrollIntoView({ block: "center" });
  };

  if (queue && line) {
    const toggle = line.querySelector("[data-queue-toggle]");
    line.hidden = false;
    toggle.setAttribute("aria-pressed", String(!off()));
    toggle.addEventListener("click", () => {
      const now = !off();
      try { window.localStorage.setItem(KEYS, now ? "yes" : "no"); } catch { return; }
      toggle.setAttribute("aria-pressed", String(!now));
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
      if (off() || typing || event.ctrlKey || event.metaKey || event.altKey || !CHOICES[event.key]) return;
      event.preventDefault();
      choose(CHOICES[event.key]);
    });
  }
}
