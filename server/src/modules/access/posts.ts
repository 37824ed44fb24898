import type { PostChoice } from '@lianfang/contract/invitation';
import { sql } from 'kysely';
import type { Actor, UnitFacts } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Lang } from '../../kernel/problem.ts';
import { Problem } from '../../kernel/problem.ts';
import { mayAppoint } from './policy.ts';

interface PostRow extends PostChoice {
  readonly permissions: readonly string[];
}

/** Kinds of post that may be held at a unit of this kind, in order. */
export async function readPosts(tx: Tx, unitKind: string, lang: Lang): Promise<readonly PostRow[]> {
  const { rows } = await sql<PostRow>`
    select p.code, case ${lang}::text when 'en' then p.name_en else p.name_zh end as name, p.permissions
    from org.post_kind p join org.unit_kind k on k.role = any(p.unit_roles)
    where k.code = ${unitKind} and p.retired_at is null order by p.sort`.execute(tx);
  return rows;
}

/** Those of them that the actor may give there. */
export async function postsToGive(
  tx: Tx,
  actor: Actor,
  unit: UnitFacts,
  lang: Lang,
): Promise<readonly PostRow[]> {
  const posts = await readPosts(tx, unit.kind, lang);
  return posts.filter((p) => mayAppoint(actor, p.permissions, unit.lineage));
}

/** @throws Problem kernel.forbidden when the post gives more than the actor may give; org.post-not-here */
export async function assertMayAppoint(
  tx: Tx,
  actor: Actor,
  postKind: string,
  unit: UnitFacts,
): Promise<PostRow> {
  const post = (await readPosts(tx, unit.kind, 'zh')).find((p) => p.code === postKind);
  if (!post) throw new Problem('org.post-not-here');
  if (!mayAppoint(actor, post.permissions, unit.lineage)) {
    throw new Problem('kernel.forbidden', { permission: 'post.manage' });
  }
  return post;
}
