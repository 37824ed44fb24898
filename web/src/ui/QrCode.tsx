/** A QR code that the server drew. The SVG is ours (no user text in it), shown as an image. */
export function QrCode({ svg, label, size = 200 }: { svg: string; label: string; size?: number }) {
  return (
    <img
      className="lf-qr"
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
      alt={label}
      width={size}
      height={size}
    />
  );
}
