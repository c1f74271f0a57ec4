// Keyboard map. Telex and VNI tools hook the keys below the browser and rewrite in bursts of Backspace, whether or not
// a field has the focus. So: keys by place (event.code), never by letter; nothing while they compose; silence after.

const QUIET_MS = 700; // after a sign of composing, single keys mean nothing for so long
const SEQUENCE_MS = 1200; // between the two keys of "KeyG>KeyD"
const FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]),textarea,select,[contenteditable]";

const bound = new Map(); // spec -> handlers, asked before [data-key]
let quietUntil = 0;
let first = { code: "", at: 0 };

/** Bind a key in code. The handler returns true when it has used the key. */
export function onKey(spec, handler) {
  bound.set(spec, [...(bound.get(spec) ?? []), handler]);
  return () => bound.set(spec, bound.get(spec).filter((one) => one !== handler));
}

function composed(event) {
  return event.isComposing || event.keyCode === 229 || event.code === "" || event.key === "Process"
    || event.key === "Unidentified" || event.code === "Backspace" || /^[^\x00-\x7f]$/.test(event.key);
}

function visible(element) {
  return element.getClientRects().length > 0 && !element.closest("[inert]");
}

function specOf(event) {
  const modifiers = [event.ctrlKey || event.metaKey ? "Ctrl+" : "", event.altKey ? "Alt+" : "", event.shiftKey ? "Shift+" : ""];
  return modifiers.join("") + event.code;
}

function press(spec) {
  const target = [...document.querySelectorAll(`[data-key~="${CSS.escape(spec)}"]`)].find(visible);
  if (!target || target.getAttribute("aria-disabled") === "true") return false;
  if (target.matches(FIELDS)) target.focus();
  else target.click();
  return true;
}

function use(spec, event) {
  if ((bound.get(spec) ?? []).some((handler) => handler(event))) return true;
  return !event.repeat && press(spec);
}

function allowed(event, spec) {
  const target = event.target instanceof Element ? event.target : document.body;
  const chord = event.ctrlKey || event.altKey || event.metaKey;
  if (document.querySelector("dialog:modal")) return chord && event.code === "Enter";
  if (target.closest(FIELDS)) return chord || event.code === "Escape";
  // Enter on a control is the control's own; on a row of the list it is the main act of the page.
  if (spec === "Enter" && target.closest("a:not([data-row]),button,summary,[role=button]")) return false;
  if (!chord && document.body.dataset.keys === "off") return event.code === "Escape";
  return true;
}

document.addEventListener("keydown", (event) => {
  if (composed(event)) {
    quietUntil = event.timeStamp + QUIET_MS;
    return;
  }
  if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  const spec = specOf(event);
  const single = !event.ctrlKey && !event.altKey && !event.metaKey && event.code !== "Escape";
  if (single && event.timeStamp < quietUntil) {
    quietUntil = event.timeStamp + QUIET_MS;
    return;
  }
  if (!allowed(event, spec)) return;
  const pair = event.timeStamp - first.at < SEQUENCE_MS ? `${first.code}>${event.code}` : "";
  first = single && !event.repeat ? { code: event.code, at: event.timeStamp } : { code: "", at: 0 };
  if ((pair && use(pair, event)) || use(spec, event)) event.preventDefault();
});
