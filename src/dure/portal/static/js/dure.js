// What the browser adds when it can; every page works without it.

/** Makes a table sortable: a button in each heading, the rows moved, aria-sort told. */
function makeSortable(table) {
  const words = table.dataset.sortWords;
  table.querySelectorAll("thead th").forEach((heading, column) => {
    if (!heading.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.title = words;
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sortBy(table, heading, column));
  });
}

function sortBy(table, heading, column) {
  const upward = heading.getAttribute("aria-sort") !== "ascending";
  table.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", upward ? "ascending" : "descending");
  const body = table.tBodies[0];
  const key = (row) => row.cells[column]?.dataset.sort ?? "";
  const numeric = heading.classList.contains("is-number");
  const rows = [...body.rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    const known = [x, y].map((each) => each !== "" && (!numeric || !Number.isNaN(Number(each))));
    if (!known[0] || !known[1]) return known[1] - known[0]; // unknown stays last in both directions
    const order = numeric ? Number(x) - Number(y) : x.localeCompare(y, document.documentElement.lang);
    return upward ? order : -order;
  });
  body.append(...rows);
}

/** Shows on the map what is pointed at in the list, and the reverse. */
function linkMapAndList(map) {
  const twins = new Map();
  map.querySelectorAll("[data-href]").forEach((each) => {
    const address = each.dataset.href;
    twins.set(address, [...(twins.get(address) ?? []), each]);
  });
  for (const group of twins.values()) {
    const light = (on) => group.forEach((each) => each.classList.toggle("is-lit", on));
    for (const each of group) {
      for (const name of ["pointerenter", "focus"]) each.addEventListener(name, () => light(true));
      for (const name of ["pointerleave", "blur"]) each.addEventListener(name, () => light(false));
    }
  }
}

/** Closes an open menu on Escape or on a click beside it. */
function closeByItself(menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/** Asks the browser for a position when its button is pressed, rounds it to about 100 metres, and searches. */
function locateOnDemand(button) {
  const form = button.closest("form");
  const failed = form.querySelector("[data-locate-failed]");
  if (!navigator.geolocation) return;
  button.hidden = false;
  form.querySelector("[data-locate-says]").hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        for (const [name, value] of [["lon", coords.longitude], ["lat", coords.latitude]]) {
          const field = document.createElement("input");
          Object.assign(field, { type: "hidden", name, value: value.toFixed(3) });
          form.append(field);
        }
        form.submit();
      },
      () => { failed.hidden = false; },
      { maximumAge: 60000, timeout: 10000 },
    );
  });
}

document.documentElement.classList.replace("no-js", "js");
/** Tells under what is wider than its room that it can be pushed aside. */
function tellWide(scroll) {
  const hint = scroll.nextElementSibling;
  if (hint && hint.matches(".scroll-hint")) hint.hidden = scroll.scrollWidth <= scroll.clientWidth + 1;
}

document.querySelectorAll("[data-sortable]").forEach(makeSortable);
const wide = new ResizeObserver((seen) => seen.forEach((each) => tellWide(each.target)));
document.querySelectorAll(".scroll").forEach((scroll) => wide.observe(scroll));
document.querySelectorAll("[data-map]").forEach(linkMapAndList);
document.querySelectorAll("[data-closes]").forEach(closeByItself);
document.querySelectorAll("[data-locate]").forEach(locateOnDemand);
