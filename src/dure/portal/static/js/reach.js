// The hour slider of the reach page: draws the streets and changes shades and words without a new page.

const room = document.querySelector("[data-reach]");
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Draws every street in the colour of when it is reached. */
function drawStreets(canvas, streets, hour, limit) {
  const box = canvas.getBoundingClientRect();
  const dense = window.devicePixelRatio || 1;
  canvas.width = Math.round(box.width * dense);
  canvas.height = Math.round(box.height * dense);
  const brush = canvas.getContext("2d");
  const scale = canvas.width / streets.width / streets.grain;
  const last = streets.limits_s[limit] / streets.letter_s;
  const paths = [new Path2D(), new Path2D(), new Path2D()];
  [...streets.letters[hour]].forEach((letter, number) => {
    const when = parseInt(letter, 36);
    const path = paths[when < last ? 2 : when < last + 180 / streets.letter_s ? 1 : 0];
    const line = streets.lines[number];
    let [x, y] = [line[0], line[1]];
    path.moveTo(x * scale, y * scale);
    for (let at = 2; at < line.length; at += 2) {
      x += line[at];
      y += line[at + 1];
      path.lineTo(x * scale, y * scale);
    }
  });
  [["--c-reach-out", 1], ["--c-reach-near", 1.4], ["--c-reach-in", 2]].forEach(([name, width], kind) => {
    brush.strokeStyle = ink(name);
    brush.lineWidth = width * dense;
    brush.stroke(paths[kind]);
  });
}

/** Shows an hour and a limit everywhere on the page that can change. */
function show(facts, streets, hour, limit) {
  room.querySelector("[data-says=hour]").textContent = hour;
  room.querySelector("[data-says=minutes]").textContent = facts.limits_min[limit];
  const percent = room.querySelector("[data-says=percent]");
  percent.textContent = `${facts.streets_reached_percent[limit][hour]}%`;
  percent.href = facts.figures[limit][hour];
  room.querySelectorAll(".map-shape").forEach((shape, number) => {
    const percent = facts.areas[number][limit][hour];
    const step = percent === null ? 0 : Math.min(5, Math.floor(Number(percent) / 20) + 1);
    shape.setAttribute("class", `map-shape map-step-${step}`);
    shape.querySelector("title").textContent = shape.dataset.name + ": " + (percent ?? "–") + "%";
  });
  drawStreets(room.querySelector("canvas"), streets, hour, limit);
}

async function begin() {
  const [facts, streets] = await Promise.all(
    [room.dataset.facts, room.dataset.reach].map((address) => fetch(address).then((answer) => answer.json())),
  );
  const slide = room.querySelector(".reach-slide");
  const range = slide.querySelector("input");
  const form = room.querySelector("form");
  const now = () => show(facts, streets, Number(range.value), form.elements.limit.value);
  slide.hidden = false;
  for (const plain of form.querySelectorAll(".reach-hour, button")) plain.hidden = true;
  room.querySelector(".reach-lines").hidden = false;
  range.addEventListener("input", () => {
    form.elements.hour.value = range.value;
    now();
  });
  form.elements.hour.addEventListener("change", () => {
    range.value = form.elements.hour.value;
    now();
  });
  form.querySelectorAll("[name=limit]").forEach((each) => each.addEventListener("change", now));
  new ResizeObserver(now).observe(room.querySelector(".reach-drawing"));
}

if (room) begin();
