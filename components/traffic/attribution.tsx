const sources = [
  { name: "DB-IP", href: "https://db-ip.com" },
  { name: "Route Views", href: "https://www.routeviews.org/routeviews/" },
  { name: "NRO", href: "https://www.nro.net" },
] as const;

/** Who the facts of data-centre networks come from: their licence, CC BY 4.0, asks for it. */
export function Attribution() {
  return (
    <p className="mt-8 text-faint-foreground text-xs">
      The networks of data centres are told by data of{" "}
      {sources.map(({ name, href }, index) => (
        <span key={name}>
          {index > 0 && (index === sources.length - 1 ? " and " : ", ")}
          <a href={href} rel="noreferrer" className="underline underline-offset-2 hover:text-foreground">
            {name}
          </a>
        </span>
      ))}
      , used under{" "}
      <a
        href="https://creativecommons.org/licenses/by/4.0/"
        rel="license noreferrer"
        className="underline underline-offset-2 hover:text-foreground"
      >
        CC BY 4.0
      </a>
      .
    </p>
  );
}
