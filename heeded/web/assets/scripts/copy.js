// Buttons that copy the words of another element, such as how to cite a page.
{
  const say = (button, words) => {
    const before = button.textContent;
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
    window.setTimeout(() => { button.textContent = before; }, 2000);
  };

  // Without the clipboard (plain http on another machine) the words are selected, ready for the keyboard.
  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = source.innerText.trim();
      try {
        await navigator.clipboard.writeText(words);
        say(button, button.dataset.done);
      } catch {
        select(source);
      }
    });
  }
}
