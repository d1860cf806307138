// A place to drop files on, and the list of what will be sent. Without scripts it is a plain file field.
{
  const size = (bytes) => {
    if (bytes < 1000) return `${bytes} bytes`;
    return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  };

  const list = (input, place) => {
    place.replaceChildren(...Array.from(input.files, (file) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      const weight = document.createElement("span");
      name.textContent = file.name;
      weight.textContent = size(file.size);
      row.append(name, weight);
      return row;
    }));
    place.hidden = input.files.length === 0;
  };

  const merge = (input, dropped) => {
    const all = new DataTransfer();
    const kept = input.multiple ? Array.from(input.files) : [];
    const files = input.multiple ? Array.from(dropped) : Array.from(dropped).slice(0, 1);
    for (const file of [...kept, ...files]) all.items.add(file);
    input.files = all.files;
  };

  for (const zone of document.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector('input[type="file"]');
    const place = zone.querySelector("[data-drop-files]");
    const words = zone.querySelector("[data-drop-words]");
    if (!input || !place) continue;
    if (words) words.hidden = false;
    let depth = 0;
    const over = (change) => {
      depth = Math.max(0, depth + change);
      zone.classList.toggle("heeded-drop--over", depth > 0);
    };
    zone.addEventListener("dragenter", (event) => { event.preventDefault(); over(1); });
    zone.addEventListener("dragover", (event) => event.preventDefault());
    zone.addEventListener("dragleave", () => over(-1));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      over(-depth);
      if (event.dataTransfer.files.length === 0) return;
      merge(input, event.dataTransfer.files);
      list(input, place);
    });
    input.addEventListener("change", () => list(input, place));
  }
}
