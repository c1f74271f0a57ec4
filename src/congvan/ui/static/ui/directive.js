// The sheet of a direction: <pick-people>, <phrase-list>, <due-days>, each over plain fields that work without a script.
import { fold } from "./filter.js";

const SHOWN_MAX = 8;

/** <pick-people>: who is chosen stands as pills; more are found by typing, without marks or by first letters. */
class PickPeople extends HTMLElement {
  connectedCallback() {
    if (this.box) return;
    this.box = this.querySelector("[role=combobox]");
    this.list = this.querySelector("[role=listbox]");
    const select = this.querySelector("select");
    this.options = select ? chosenOne(select) : [...this.querySelectorAll("[type=checkbox]")].map(chosenBox);
    this.querySelector(".by-hand").hidden = true;
    document.getElementById(this.dataset.id)?.removeAttribute("id"); // what leads to the field leads to the box
    this.box.id = this.dataset.id;
    for (const part of this.querySelectorAll("[role=combobox],.add")) part.hidden = false;
    for (const type of ["input", "focus", "blur", "keydown"]) this.box.addEventListener(type, this);
    this.addEventListener("click", this);
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    this.tell();
  }

  handleEvent(event) {
    if (event.type === "keydown") return this.key(event);
    if (event.type === "blur") return this.close();
    if (event.type !== "click") return this.look();
    const line = event.target.closest("[role=option]");
    const pill = event.target.closest(".pill");
    if (line) this.set(this.found[[...this.list.children].indexOf(line)], true);
    else if (event.target.closest(".pill button")) this.set(this.picked()[[...pill.parentElement.children].indexOf(pill)], false);
    else if (event.target.closest(".add")) this.look();
    else return;
    this.box.focus();
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    const open = !this.list.hidden;
    if (event.isComposing || event.ctrlKey || event.keyCode === 229) return;
    if (step) open ? this.point(this.at + step) : this.look();
    else if (event.code === "Enter") open && this.found[this.at] && this.set(this.found[this.at], true);
    else if (event.code === "Escape" && open) this.close();
    else if (event.code === "Backspace" && !this.box.value && this.picked().length) this.set(this.picked().at(-1), false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  picked() {
    return this.options.filter((one) => one.is());
  }

  /** What fits what is typed and is chosen nowhere in this form. */
  look() {
    const taken = [...this.closest("form").querySelectorAll("pick-people")].flatMap((one) => one.picked?.() ?? []);
    const words = fold(this.box.value).trim();
    const fits = (one) => one.text.includes(words) || one.letters.startsWith(words.replace(/\s/g, ""));
    const free = this.options.filter((one) => !taken.some((other) => other.value === one.value) && fits(one));
    this.found = free.slice(0, SHOWN_MAX);
    this.list.replaceChildren(...this.found.map((one, index) => {
      const line = Object.assign(document.createElement("li"), { id: `${this.list.id}-${index}`, textContent: one.name });
      line.setAttribute("role", "option");
      return line;
    }));
    this.list.hidden = this.found.length === 0;
    this.box.setAttribute("aria-expanded", String(!this.list.hidden));
    this.point(0);
  }

  point(at) {
    this.at = Math.max(0, Math.min(this.found.length - 1, at));
    const lines = [...this.list.children];
    lines.forEach((line, index) => line.setAttribute("aria-selected", String(index === this.at)));
    lines[this.at]?.scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", lines[this.at]?.id ?? "");
  }

  close() {
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  set(option, value) {
    option.set(value);
    this.box.value = "";
    this.close();
    this.tell();
    this.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
  }

  tell() {
    const mould = this.querySelector("template").content.firstElementChild;
    const picked = this.picked();
    this.querySelector(".pills").replaceChildren(...picked.map((one) => {
      const pill = mould.cloneNode(true);
      pill.firstElementChild.textContent = one.name;
      pill.lastElementChild.setAttribute("aria-label", `Bỏ ${one.name}`);
      return pill;
    }));
    this.classList.toggle("full", this.querySelector("select") !== null && picked.length > 0);
    this.box.placeholder = picked.length ? "" : this.dataset.empty;
  }
}

function option(value, name, is, set) {
  const text = fold(name);
  return { value, name, text, letters: text.split(/[\s,]+/).map((word) => word[0] ?? "").join(""), is, set };
}

function chosenOne(select) {
  return [...select.options].filter((one) => one.value).map((one) => option(
    one.value, one.text, () => select.value === one.value, (value) => (select.value = value ? one.value : ""),
  ));
}

function chosenBox(box) {
  return option(box.value, box.closest("label").textContent.trim(), () => box.checked, (value) => (box.checked = value));
}

/** <phrase-list>: a phrase fills the text with the names that are picked, and follows them until it is edited. */
class PhraseList extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.text = document.getElementById(this.dataset.into);
    this.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-phrase]");
      event.stopPropagation(); // pressed here, not by the rule for all chips
      if (chip) this.press(chip);
    });
    this.text.form.addEventListener("picked", () => this.put());
  }

  press(chip) {
    const was = chip.getAttribute("aria-pressed") === "true";
    for (const one of this.children) one.setAttribute("aria-pressed", String(one === chip && !was));
    if (was && this.text.value === this.said) this.text.value = "";
    if (!was) this.put(true);
  }

  put(pressed = false) {
    const chip = this.querySelector("[aria-pressed=true]");
    if (!chip) return;
    const own = this.text.value.trim() === "" || this.text.value === this.said;
    const said = chip.dataset.phrase.replace("{lead}", this.names("lead") || "…")
      .replace("{helpers}", this.names("cooperators") && `, phối hợp ${this.names("cooperators")}`);
    if (own) this.text.value = this.said = said;
    else if (pressed) this.text.value = `${this.text.value.trimEnd()} ${said}`;
  }

  names(field) {
    const picker = this.text.form.querySelector(`pick-people[data-of="${field}"]`);
    return (picker?.picked?.() ?? []).map((one) => one.name.split(",")[0]).join(", ");
  }
}

/** <due-days>: days as chips that fill the field; the field itself only for another day. */
class DueDays extends HTMLElement {
  connectedCallback() {
    const chips = this.querySelector(".chips");
    this.field = this.querySelector(".by-hand");
    this.input = this.field.querySelector("input");
    chips.hidden = false;
    chips.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-day]");
      event.stopPropagation();
      if (chip) this.press(chip);
    });
    this.input.addEventListener("input", () => this.tell());
    const listed = [...chips.children].some((one) => one.dataset.day === this.input.value);
    this.field.hidden = !this.field.querySelector(".fault") && (listed || !this.input.value);
    this.tell();
  }

  press(chip) {
    const day = chip.dataset.day;
    this.field.hidden = Boolean(day);
    if (day) this.input.value = this.input.value === day ? "" : day;
    else this.input.focus();
    this.tell();
  }

  tell() {
    for (const one of this.querySelectorAll("[data-day]")) {
      const pressed = one.dataset.day ? one.dataset.day === this.input.value : !this.field.hidden;
      one.setAttribute("aria-pressed", String(pressed));
    }
  }
}

customElements.define("pick-people", PickPeople);
customElements.define("phrase-list", PhraseList);
customElements.define("due-days", DueDays);
