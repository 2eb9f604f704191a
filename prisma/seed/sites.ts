/** A publisher. Reserved names only (RFC 2606), so that none of them can exist. */
export interface Site {
  domain: string;
  topic: string;
  /** Share of the traffic, relative to the others. */
  weight: number;
  /** Multiplies a creative's click rate here. */
  ctrFactor: number;
  /** Sites of the partner's network are reported by the partner's feed, the others by our own tag. */
  network: "open" | "partner";
  placements: readonly string[];
}

const topics: Record<string, { names: string; placements: readonly string[]; ctrFactor: number }> = {
  news: {
    names: "dailyledger morningcourier harbourpost thecitybeat plainfacts easternherald thenorthreview capitalwire",
    placements: ["home-top", "article-inline", "sidebar"],
    ctrFactor: 0.8,
  },
  home: {
    names: "cosyrooms thewoodshed paintandplaster smallgarden bedandlinen kitchenlight",
    placements: ["article-inline", "gallery", "sidebar"],
    ctrFactor: 1.35,
  },
  outdoors: {
    names: "ridgewalkers slowtrails campfirenotes highpasses tidelines bikeandboot",
    placements: ["article-inline", "gallery", "footer"],
    ctrFactor: 1.25,
  },
  food: {
    names: "spiceroute weeknightpan thedosaproject breadbench platefull grainandleaf",
    placements: ["recipe-top", "recipe-inline", "sidebar"],
    ctrFactor: 1.15,
  },
  travel: {
    names: "sleepertrain farplatform weekendaway passportpages oldtowns monsoonmiles",
    placements: ["home-top", "article-inline", "search-results"],
    ctrFactor: 1.2,
  },
  tech: {
    names: "bytewise circuitdigest thepatchnotes gadgetbench openterminal signalpath",
    placements: ["home-top", "article-inline", "sidebar"],
    ctrFactor: 0.75,
  },
  sport: {
    names: "touchline thefullover matchminute paceandspin lanefour extratime",
    placements: ["score-bar", "article-inline", "video-pre"],
    ctrFactor: 0.7,
  },
  money: {
    names: "plainmoney kilowattwatch thehouseaccount ratewise pensionpost",
    placements: ["home-top", "calculator", "article-inline"],
    ctrFactor: 1.05,
  },
  video: {
    names: "clipcorner reelroom longtake studiobrick nightscreening",
    placements: ["video-pre", "video-mid", "companion"],
    ctrFactor: 0.95,
  },
  community: {
    names: "neighbourhoodboard parentspost thefixitforum askthevillage schoolgate studentdesk",
    placements: ["thread-top", "thread-inline", "sidebar"],
    ctrFactor: 0.9,
  },
};

/** Every publisher; the first of a topic is its biggest, every fifth belongs to the partner's network. */
export const sites: readonly Site[] = Object.entries(topics)
  .flatMap(([topic, { names, placements, ctrFactor }]) =>
    names.split(" ").map((name, rank) => ({ domain: `${name}.example`, topic, rank, placements, ctrFactor })),
  )
  .map(({ rank, ctrFactor, ...site }, index) => ({
    ...site,
    weight: 10 / (1 + rank * 0.7),
    ctrFactor: ctrFactor * (0.8 + ((index * 7) % 10) / 20),
    network: index % 5 === 2 ? "partner" : "open",
  }));
