const running = new WeakMap();

export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".clock");
  const until = new Date(data.until).getTime();
  const draw = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000));
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    place.textContent = left ? `${data.words} ${clock}` : data.over;
  };
  clearInterval(running.get(parentElement));
  draw();
  running.set(parentElement, setInterval(draw, 1000));
  return () => { clearInterval(running.get(parentElement)); running.delete(parentElement); };
}
