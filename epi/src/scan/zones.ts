import { checkFinite, checkSameLength } from '../checks.ts';
import { EpiError } from '../errors.ts';
import { compileTree, type TreeNode } from './tree.ts';

/** A candidate area: a set of units. Zones that grow one from another should follow each other (fast path). */
export interface Zone {
  /** Unique name. */
  id: string;
  /** Positions of its units in the count matrix, each once. */
  units: readonly number[];
}

/** A point on a plane (any unit of length) or on the globe (degrees). */
export interface Place {
  x: number;
  y: number;
}

export interface CircleOptions {
  /** `plane`: Euclidean; `globe`: x = longitude, y = latitude in degrees, distances in km (great circle). Default `plane`. */
  metric?: 'plane' | 'globe';
  /** Population (or expected count) of each unit, to cap circles by; default 1 each. */
  population?: readonly number[];
  /** Largest share of the population in a circle, default 0.5 (Kulldorff 1997). */
  maximumShare?: number;
  /** Largest radius, in the unit of the metric; default none. */
  maximumRadius?: number;
}

/**
 * Circles around every unit with growing radius, as in Kulldorff's spatial scan (1997). Units at the same
 * distance enter together. Circles that hold the same units are listed once.
 * @throws EpiError NOT_A_NUMBER or NOT_FINITE for a coordinate, LENGTH_MISMATCH for populations
 */
export function circularZones(places: readonly Place[], options: CircleOptions = {}): Zone[] {
  const { metric = 'plane', maximumShare = 0.5, maximumRadius = Infinity } = options;
  const population = options.population ?? places.map(() => 1);
  checkSameLength(population.length, places.length, 'population', 'places');
  places.forEach(({ x, y }, i) => {
    checkFinite(x, 'places.x', i);
    checkFinite(y, 'places.y', i);
  });
  const limit = maximumShare * population.reduce((a, b) => a + b, 0);
  const between = metric === 'globe' ? greatCircleKm : euclidean;
  const zones: Zone[] = [];
  const seen = new Set<string>();
  places.forEach((centre, c) => {
    const byDistance = places
      .map((place, unit) => ({ unit, distance: between(centre, place) }))
      .filter(({ distance }) => distance <= maximumRadius)
      .sort((a, b) => a.distance - b.distance || a.unit - b.unit);
    const units: number[] = [];
    let inside = 0;
    for (let k = 0; k < byDistance.length; k++) {
      const { unit, distance } = byDistance[k]!;
      inside += population[unit]!;
      if (inside > limit && units.length > 0) break;
      units.push(unit);
      if (byDistance[k + 1]?.distance === distance) continue;
      addOnce(zones, seen, `circle:${c}:${units.length}`, units);
    }
  });
  return zones;
}

/**
 * Rings of neighbours around every unit: the unit, then all within one step, two steps… of the adjacency graph.
 * @param neighbours for each unit the positions of its neighbours
 * @param maximumSteps farthest ring, default 3
 * @param maximumUnits largest zone, default half the units (at least 1)
 */
export function adjacencyZones(
  neighbours: readonly (readonly number[])[],
  maximumSteps = 3,
  maximumUnits = Math.max(1, Math.floor(neighbours.length / 2)),
): Zone[] {
  const zones: Zone[] = [];
  const seen = new Set<string>();
  neighbours.forEach((_, centre) => {
    const reached = new Set([centre]);
    let frontier = [centre];
    for (let step = 0; step <= maximumSteps && frontier.length > 0 && reached.size <= maximumUnits; step++) {
      addOnce(zones, seen, `ring:${centre}:${step}`, [...reached]);
      const next: number[] = [];
      for (const unit of frontier) {
        for (const neighbour of neighbours[unit]!) {
          if (!(neighbour in neighbours)) {
            const message = `unit ${unit} has an unknown neighbour ${neighbour}`;
            throw new EpiError('INCONSISTENT', message, { field: 'neighbours', index: unit });
          }
          if (reached.has(neighbour)) continue;
          reached.add(neighbour);
          next.push(neighbour);
        }
      }
      frontier = next;
    }
  });
  return zones;
}

/**
 * Every branch of an organisation tree as a zone over its leaves, to scan the tree in space **and** time.
 * @returns the leaves in the order of the count matrix's rows, and one zone per unit
 */
export function treeZones(nodes: readonly TreeNode[]): { leaves: string[]; zones: Zone[] } {
  const tree = compileTree(nodes);
  const isParent = new Set(tree.parent);
  const leaves: string[] = [];
  const members: number[][] = tree.ids.map(() => []);
  tree.ids.forEach((id, i) => {
    if (isParent.has(i)) return;
    const leaf = leaves.push(id) - 1;
    for (let up = i; up >= 0; up = tree.parent[up]!) members[up]!.push(leaf);
  });
  return { leaves, zones: tree.ids.map((id, i) => ({ id, units: members[i]! })) };
}

function addOnce(zones: Zone[], seen: Set<string>, id: string, units: readonly number[]): void {
  const key = [...units].sort((a, b) => a - b).join();
  if (seen.has(key)) return;
  seen.add(key);
  zones.push({ id, units: [...units] });
}

function euclidean(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

const EARTH_RADIUS_KM = 6371.0088;

function greatCircleKm(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const dLat = (b.y - a.y) * rad;
  const dLon = (b.x - a.x) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.y * rad) * Math.cos(b.y * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
