export default function ({ data }) {
  const { pathname, search, hash } = window.location;
  if (search === "" && pathname.endsWith(`/${data.page}`)) {
    window.history.replaceState(window.history.state, "", `${pathname}?${data.query}${hash}`);
  }
}
