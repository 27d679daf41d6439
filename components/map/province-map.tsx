"use client";

import Link from "next/link";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Shade } from "@/lib/domain/dashboard-map";
import { nextSpot } from "./map-keys";
import { placeLabels, TIP } from "./map-labels";
import { Hatch, IslandNames, Islands, Land } from "./map-parts";
import { loadShapes, MAP_SIZE, type MapEdition, type Shapes } from "./shapes";

type ProvincePlace = {
  id: string;
  code: string;
  name: string;
  href: string;
  /** "94,8%" */
  text: string;
  /** "thứ 3/34" */
  note: string;
  shade: Shade | null;
  isExtreme: boolean;
};

type Props = { edition: MapEdition; label: string; places: readonly ProvincePlace[] };

/** Draws provinces as links, coloured by what is known of them. One stop for the tabulator; arrows go from one to the next. */
export function ProvinceMap({ edition, label, places }: Props) {
  const [shapes, setShapes] = useState<Shapes | "failed" | null>(null);
  useEffect(() => {
    let isShown = true;
    loadShapes(edition).then(
      (loaded) => isShown && setShapes(loaded),
      () => isShown && setShapes("failed"),
    );
    return () => {
      isShown = false;
    };
  }, [edition]);
  if (shapes === "failed")
    return <p className="map map-failed">Không tải được bản đồ. Bảng bên dưới có cùng số liệu.</p>;
  if (shapes === null) return <div className="map" aria-busy="true" />;
  return <Drawing label={label} places={places} shapes={shapes} />;
}

type DrawingProps = { label: string; places: readonly ProvincePlace[]; shapes: Shapes };

function Drawing({ label, places, shapes }: DrawingProps) {
  const svg = useRef<SVGSVGElement>(null);
  const shapeOf = new Map(shapes.provinces.map((shape) => [shape.code, shape]));
  const spots = places.flatMap((place) => {
    const shape = shapeOf.get(place.code);
    return shape ? [{ ...place, shape, x: shape.x, y: shape.y }] : [];
  });
  const known = new Set(places.map(({ code }) => code));
  const [stop, setStop] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const current = spots.find(({ id }) => id === stop) ?? spots[0];
  const pointed = spots.find(({ id }) => id === shown);

  function move(event: KeyboardEvent, id: string) {
    const next = nextSpot(spots, id, event.key);
    if (next === null) return;
    event.preventDefault();
    svg.current?.querySelector<SVGAElement>(`a[data-unit="${next}"]`)?.focus();
  }

  return (
    <svg
      ref={svg}
      className="map"
      viewBox={`0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}`}
      role="group"
      aria-label={label}
      onMouseLeave={() => setShown(null)}
    >
      <Hatch />
      {shapes.provinces.map((shape) => known.has(shape.code) || <Land key={shape.code} shape={shape} />)}
      {spots.map(({ id, name, href, text, shade, code, shape }) => (
        <Link
          key={id}
          href={href}
          prefetch={false}
          className={shade ?? "none"}
          data-unit={id}
          tabIndex={id === current?.id ? 0 : -1}
          aria-label={`${name}: ${text === "–" ? "chưa có số liệu" : text}`}
          onKeyDown={(event) => move(event, id)}
          onFocus={() => {
            setStop(id);
            setShown(id);
          }}
          onBlur={() => setShown(null)}
          onMouseEnter={() => setShown(id)}
        >
          <Land shape={shape} />
          <Islands shapes={shapes} province={code} />
        </Link>
      ))}
      {pointed && <path className="pointed" d={pointed.shape.d} />}
      <g className="places" aria-hidden="true">
        <IslandNames shapes={shapes} />
        <text className="sea" x={365} y={422} textAnchor="middle">
          Biển Đông
        </text>
        <Extremes spots={spots} shapes={shapes} />
        {pointed && (
          <text className="tip" x={TIP.x} y={TIP.y}>
            <tspan className="v">{pointed.name}</tspan>
            <tspan x={TIP.x} dy="1.35em">
              {pointed.text}
              {pointed.note && `, ${pointed.note}`}
            </tspan>
          </text>
        )}
      </g>
    </svg>
  );
}

type Spot = ProvincePlace & { x: number; y: number };

function Extremes({ spots, shapes }: { spots: readonly Spot[]; shapes: Shapes }) {
  const extremes = spots.filter(({ isExtreme }) => isExtreme);
  const labels = placeLabels(
    extremes.map(({ id, x, y, name, text }) => ({ id, x, y, text: `${name} ${text}` })),
    shapes,
  );
  return labels.map(({ id, x, y, anchor, line }) => {
    const spot = extremes.find((one) => one.id === id);
    return (
      <g key={id} className="note">
        <path d={line} />
        <circle cx={spot?.x} cy={spot?.y} r="2" />
        <text x={x} y={y} dy="0.35em" textAnchor={anchor}>
          {spot?.name} <tspan className="v">{spot?.text}</tspan>
        </text>
      </g>
    );
  });
}
