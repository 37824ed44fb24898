import { checkAmount, checkCount } from '../checks.ts';
import { EpiError } from '../errors.ts';

/** One unit of an organisation tree: a class, a grade, a school, a town, a county… */
export interface TreeNode {
  /** Unique name of the unit. */
  id: string;
  /** The unit it belongs to; null for a root (several roots are allowed). */
  parent: string | null;
  /** Cases counted at this unit itself, not below it; integer ≥ 0, default 0. */
  observed?: number;
  /** Cases expected at this unit itself, ≥ 0, default 0 (e.g. pupils × usual rate, or a detector's expected). */
  expected?: number;
}

/** A tree laid out in arrays, parents before children. */
export interface CompiledTree {
  ids: string[];
  /** Position of the parent, −1 for roots. */
  parent: Int32Array;
  /** Cases at the unit itself. */
  observed: Float64Array;
  /** Expected at the unit itself. */
  expected: Float64Array;
  /** 0 for roots. */
  depth: Int32Array;
}

/**
 * Lays the units out parents first and checks them.
 * @throws EpiError EMPTY without units; INCONSISTENT for a repeated id, an unknown parent or a cycle; NOT_A_NUMBER,
 *   NOT_FINITE, NEGATIVE, NOT_INTEGER for counts that are none (index: the row)
 */
export function compileTree(nodes: readonly TreeNode[]): CompiledTree {
  if (nodes.length === 0) throw new EpiError('EMPTY', 'the tree has no units', { field: 'nodes' });
  const position = new Map<string, number>();
  nodes.forEach((node, i) => {
    if (position.has(node.id)) throw inconsistent(i, `unit "${node.id}" appears twice`);
    position.set(node.id, i);
    checkCount(node.observed ?? 0, 'nodes.observed', i);
    checkAmount(node.expected ?? 0, 'nodes.expected', i);
  });
  const children: number[][] = nodes.map(() => []);
  const order: number[] = [];
  nodes.forEach((node, i) => {
    if (node.parent === null) {
      order.push(i);
      return;
    }
    const parent = position.get(node.parent);
    if (parent === undefined)
      throw inconsistent(i, `unit "${node.id}" names an unknown parent "${node.parent}"`);
    children[parent]!.push(i);
  });
  // Breadth first; `order` grows while it is walked.
  for (let k = 0; k < order.length; k++) for (const child of children[order[k]!]!) order.push(child);
  if (order.length < nodes.length) {
    const inOrder = new Set(order);
    const stuck = nodes.findIndex((_, i) => !inOrder.has(i));
    throw inconsistent(stuck, `unit "${nodes[stuck]!.id}" belongs to itself through its parents`);
  }
  const place = new Int32Array(nodes.length);
  order.forEach((source, target) => {
    place[source] = target;
  });
  const tree: CompiledTree = {
    ids: order.map((i) => nodes[i]!.id),
    parent: new Int32Array(nodes.length),
    observed: new Float64Array(nodes.length),
    expected: new Float64Array(nodes.length),
    depth: new Int32Array(nodes.length),
  };
  order.forEach((source, target) => {
    const node = nodes[source]!;
    const parent = node.parent === null ? -1 : place[position.get(node.parent)!]!;
    tree.parent[target] = parent;
    tree.depth[target] = parent < 0 ? 0 : tree.depth[parent]! + 1;
    tree.observed[target] = node.observed ?? 0;
    tree.expected[target] = node.expected ?? 0;
  });
  return tree;
}

function inconsistent(index: number, message: string): EpiError {
  return new EpiError('INCONSISTENT', `nodes[${index}]: ${message}`, { field: 'nodes', index });
}

/** Adds every unit's own amount to all units above it, in place; parents come first in the layout. */
export function accumulate(parent: Int32Array, amounts: Float64Array | Int32Array): void {
  for (let i = parent.length - 1; i >= 0; i--) {
    const up = parent[i]!;
    if (up >= 0) amounts[up]! += amounts[i]!;
  }
}

/** Ids from the root down to the unit, itself included. */
export function pathOf(tree: CompiledTree, node: number): string[] {
  const path: string[] = [];
  for (let i = node; i >= 0; i = tree.parent[i]!) path.push(tree.ids[i]!);
  return path.reverse();
}
