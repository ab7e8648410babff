/** A faint text over whatever shows people, so that a photograph of the screen tells where and when it was taken. */
export function Watermark({ text }: { text: string }) {
  return (
    <svg className="watermark" aria-hidden="true">
      <defs>
        <pattern
          id="watermark"
          width="340"
          height="130"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-24)"
        >
          <text x="0" y="40">
            {text}
          </text>
          <text x="-170" y="105">
            {text}
          </text>
          <text x="170" y="105">
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark)" />
    </svg>
  );
}
