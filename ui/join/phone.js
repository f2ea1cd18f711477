// The line to the server, and what the phone keeps. Answers are shown as saved only when the server has said so; what was not said is sent again.
"use strict";

const base = document.body.dataset.base;
const main = document.getElementById("main");
const WAITS = [300, 700, 1500, 3000, 5000];

let told = null, socket = null, tries = 0, drawn = "", said = ["", ""], left = false;

function stored(name, fallback) {
  try { return JSON.parse(localStorage.getItem(name)) ?? fallback; } catch { return fallback; }
}

function keep(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch { memory[name] = value; }
}

// Where the browser keeps nothing (private mode), the page itself remembers until it is closed.
const memory = {};

function ballotKey(workshop) {
  return randomKey(`bellwether-key-${workshop}`);
}

// The key kept under a name, made by chance where there is none yet.
function randomKey(name) {
  let key = stored(name, memory[name]);
  if (!key) {
    key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    keep(name, key);
  }
  return key;
}

// Beforehand the phone itself goes from question to question, and keeps which by its id; live there is only the one under way.
let place = null;

function question() {
  if (!told.shown.beforehand) return told.shown.question;
  const all = walked();
  const at = all.find((each) => each.id === place) ?? all.find((each) => mayAnswer(each) && !answers()[`${each.id}/${each.round}`]) ?? all[0];
  place = at?.id ?? null;
  return at;
}

// The questions that are walked through beforehand: only one's own, for those who vote.
function walked() {
  const { beforehand } = told.shown;
  return told.me.votes ? beforehand.filter(mayAnswer) : beforehand;
}

function mayAnswer(asked) {
  return told.me.may_answer.includes(asked.id);
}

function answers() {
  const name = `bellwether-answers-${told.shown.workshop}`;
  return stored(name, memory[name]) ?? {};
}

function remember(question, round, value) {
  const all = answers();
  all[`${question}/${round}`] = value;
  keep(`bellwether-answers-${told.shown.workshop}`, all);
}

function mine() {
  const { id, round: last } = question();
  const all = answers();
  for (let round = last; round > 0; round--) {
    const held = all[`${id}/${round}`];
    if (held) return round === last ? held : { answer: held.answer, saved: true, before: true };
  }
  return null;
}

function connect() {
  if (left || (socket && socket.readyState <= WebSocket.OPEN)) return;
  const address = new URL(`${base}/live`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.onopen = () => { tries = 0; line("", false); };
  socket.onmessage = (event) => take(JSON.parse(event.data));
  socket.onclose = (event) => {
    if (event.code === 4404) return gone();
    line("Line lost. Your answers are kept.", true);
    setTimeout(connect, WAITS[Math.min(tries++, WAITS.length - 1)]);
  };
}

function gone() {
  left = true;
  location.href = base;
}

function line(words, lost) {
  const place = document.getElementById("line");
  place.textContent = words;
  place.classList.toggle("lost", lost);
}

function take(message) {
  if (message.shown) {
    told = message;
    return show();
  }
  if (message.saved) {
    const { question, round, answer } = message.saved;
    remember(question, round, { answer, saved: true });
    if (told && here()?.id === question) say("Saved. You can still change it.", "saved");
    return draw();
  }
  if (message.noted) return viewNoted();
  if (message.refused) {
    const all = answers(), name = `${message.question}/${message.round}`;
    if (all[name] && !all[name].saved) { delete all[name]; keep(`bellwether-answers-${told.shown.workshop}`, all); }
    view.sending = false;
    say(message.refused, "refused");
    return draw();
  }
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function vote(answer) {
  const { id, round } = question();
  remember(id, round, { answer, saved: false });
  say("Saving.", "");
  draw();
  send({ question: id, round, answer, key: ballotKey(told.shown.workshop) });
}

// The questions that can be answered now.
function here() {
  const { stage, beforehand } = told.shown;
  return stage === "asking" || beforehand ? question() : null;
}

function show() {
  const at = `${told.shown.version}`;
  if (drawn !== at) { drawn = at; said = ["", ""]; }
  // Loaded again after the end, the page is still that of this workshop; opened anew, it asks for the code of the next.
  if (OVER.includes(told.shown.stage)) history.replaceState(null, "", `${base}?afterwards`);
  draw();
  if (OVER.includes(told.shown.stage)) sendView();
  // An answer that was never said to be saved is sent again: under the same key it cannot count twice.
  const open = told.shown.beforehand ?? (told.shown.stage === "asking" ? [told.shown.question] : []);
  for (const { id, round } of open) {
    const held = answers()[`${id}/${round}`];
    if (held && !held.saved) send({ question: id, round, answer: held.answer, key: ballotKey(told.shown.workshop) });
  }
}

function say(words, how) {
  said = [words, how];
  const place = document.getElementById("said");
  if (place) { place.textContent = words; place.className = `said ${how}`; }
}

// A place that was left cannot be taken again without the code: it is asked once, so never before this is read.
const leaving = document.getElementById("leave");
const leave = leaving.firstElementChild;
leaving.onsubmit = (event) => {
  if (leaving.dataset.sure) return;
  event.preventDefault();
  const stay = element("button", { type: "button", className: "choice middle", textContent: "Stay" });
  stay.onclick = () => { delete leaving.dataset.sure; leaving.replaceChildren(leave); leave.focus(); };
  leaving.dataset.sure = "yes";
  leaving.replaceChildren(
    text(OVER.includes(told?.shown.stage) ? "Leave? From here you can then say nothing more for the minutes." : "Leave? The answers you gave stay. To come back you need the code."),
    element("div", { className: "row" }, stay, element("button", { className: "choice middle", textContent: "Leave" })),
  );
  stay.focus();
};
leave.disabled = false;

document.addEventListener("visibilitychange", () => { if (!document.hidden) { tries = 0; connect(); } });
addEventListener("online", connect);
connect();
