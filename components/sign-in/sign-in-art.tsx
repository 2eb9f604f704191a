/** Where each line of events enters, how far it bends, and how strong it is drawn. */
const strands = Array.from({ length: 13 }, (_, index) => {
  const place = index - 6;
  const enters = 400 + place * 54;
  const leaves = 400 - place * 30;
  return {
    id: index,
    path: `M-20 ${enters} C 250 ${enters}, 380 ${400 + place * 9}, 500 400 S 740 ${leaves}, 1020 ${leaves}`,
    opacity: 0.72 - Math.abs(place) * 0.08,
    dash: `${2 + ((index * 7) % 5)} ${9 + ((index * 5) % 11)}`,
  };
});

const terms = ["received", "stored", "duplicate", "rejected"] as const;
const signs = ["=", "+", "+"] as const;

/** Many streams of events that meet, are counted, and go on as figures. Decoration: hidden from readers. */
export function SignInArt() {
  return (
    <aside
      aria-hidden
      className="relative hidden overflow-hidden bg-[#10131b] lg:flex lg:flex-col lg:justify-end dark:border-l dark:bg-[#0a0c11]"
    >
      <svg
        aria-hidden
        viewBox="0 0 1000 800"
        preserveAspectRatio="xMidYMid slice"
        className="absolute inset-0 size-full"
        fill="none"
        strokeLinecap="round"
      >
        <defs>
          <radialGradient id="glow" cx="50%" cy="50%" r="46%">
            <stop offset="0" stopColor="#2458e6" stopOpacity="0.38" />
            <stop offset="1" stopColor="#2458e6" stopOpacity="0" />
          </radialGradient>
          <linearGradient id="strand" gradientUnits="userSpaceOnUse" x1="0" x2="1000" y1="0" y2="0">
            <stop offset="0" stopColor="#9fb2d8" stopOpacity="0.15" />
            <stop offset="0.5" stopColor="#dbe5ff" />
            <stop offset="1" stopColor="#7096ff" stopOpacity="0.8" />
          </linearGradient>
        </defs>
        <rect width="1000" height="800" fill="url(#glow)" />
        {strands.map(({ id, path, opacity, dash }) => (
          <g key={id} stroke="url(#strand)" opacity={opacity}>
            <path d={path} strokeWidth="1" opacity="0.35" />
            <path d={path} strokeWidth="2.2" strokeDasharray={dash} />
          </g>
        ))}
        <circle cx="500" cy="400" r="5" fill="#ffffff" />
        <circle cx="500" cy="400" r="15" stroke="#c8d6ff" strokeOpacity="0.35" />
        <circle cx="500" cy="400" r="28" stroke="#c8d6ff" strokeOpacity="0.16" />
      </svg>
      <div className="relative bg-linear-to-t from-[#10131b] to-transparent p-12 pt-40 dark:from-[#0a0c11]">
        <p className="max-w-md text-balance font-semibold text-2xl text-white tracking-tight">
          Every event is accounted for.
        </p>
        <p className="mt-3 font-mono text-[#9aa6bd] text-sm">
          {terms.map((term, index) => (
            <span key={term}>
              {index > 0 && <span className="px-2 text-[#5f6b84]">{signs[index - 1]}</span>}
              {term}
            </span>
          ))}
        </p>
      </div>
    </aside>
  );
}
