// The end of a workshop on a phone: a view for the minutes, under the name of this place or under none.
"use strict";

// What is being written outlives a drawing of the page. While it is sent nothing can be sent beside it, and after a lost line it is sent again: the same words stand once in the minutes.
const view = { words: "", named: false, sending: false };

// A random key of its own: that of the ballots would tell whose answers stand beside these words.
function viewKey(workshop) {
  return randomKey(`bellwether-view-${workshop}`);
}

function over() {
  const { stage } = told.shown;
  const signs = told.me.signs;
  const words = element("textarea", { rows: 3, maxLength: 1000, value: view.words, disabled: view.sending });
  words.dataset.key = "view";
  const put = element("button", { className: "go", textContent: "Put it in the minutes", disabled: view.sending || !view.words.trim() });
  words.oninput = () => { view.words = words.value; put.disabled = !view.words.trim(); };
  put.onclick = () => { view.sending = true; say("Saving.", ""); draw(); sendView(); };
  return [
    heading(stage === "abandoned" ? "The workshop was ended." : "Thank you. The result is on the wall."),
    text(signs ? "Did you see it otherwise? Say so in the minutes, with your name or without." : "Did you see it otherwise? Say so in the minutes. They bear no name, as your place has none."),
    element("label", {}, "Your view", words),
    signs ? withName(signs) : null,
    put,
    element("p", { id: "said", className: `said ${said[1]}`, textContent: said[0], role: "status" }),
    element("a", { className: "plain", href: base, textContent: "Join another workshop" }),
  ].filter((each) => each !== null);
}

function withName(signs) {
  const tick = element("input", { type: "checkbox", checked: view.named, disabled: view.sending });
  tick.onchange = () => { view.named = tick.checked; };
  return element("label", { className: "tick" }, tick, `With my name: ${signs}`);
}

function sendView() {
  if (view.sending) send({ words: view.words, named: view.named, key: viewKey(told.shown.workshop) });
}

function viewNoted() {
  Object.assign(view, { words: "", named: false, sending: false });
  say("It is in the minutes.", "saved");
  draw();
}
