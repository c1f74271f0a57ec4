// <filter-list>: a long list of boxes to tick, found by typing without marks. Without a script the list stands whole.

class FilterList extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("[data-filter]");
    this.told = this.querySelector("[data-picked]");
    this.lines = [...this.querySelectorAll("li")].map((line) => ({
      line,
      text: fold(line.querySelector("label")?.textContent ?? ""),
      tick: line.querySelector("input"),
    }));
    for (const aside of this.querySelectorAll(".aside")) aside.classList.add("scripted");
    this.box.hidden = false;
    this.box.addEventListener("input", () => this.find());
    this.box.addEventListener("keydown", (event) => this.enter(event));
    this.addEventListener("change", () => this.tell());
    this.tell();
  }

  find() {
    const words = fold(this.box.value).split(/\s+/).filter(Boolean);
    for (const { line, text } of this.lines) line.hidden = !words.every((word) => text.includes(word));
  }

  /** Enter ticks the first that is found, and the next name can be typed. */
  enter(event) {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey) return;
    event.preventDefault();
    const first = this.box.value.trim() && this.lines.find(({ line, tick }) => !line.hidden && tick);
    if (!first) return;
    first.tick.checked = true;
    this.box.value = "";
    this.find();
    this.tell();
  }

  tell() {
    const picked = this.lines.filter(({ line, tick }) => line.classList.toggle("ticked", Boolean(tick?.checked)));
    const names = picked.map(({ line }) => line.querySelector("label span").firstChild.textContent.trim());
    const button = this.closest("form")?.querySelector("[data-submit]");
    if (button) button.textContent = button.dataset.submit + (names.length ? ` đến ${names.length} cơ quan` : "");
    this.told.textContent = names.length ? `Đã chọn ${names.length}: ${names.join("; ")}` : "Chưa chọn cơ quan nào.";
  }
}

/** Letters without marks, small: for finding. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
}

customElements.define("filter-list", FilterList);
