import { mapConstraint } from '../../kernel/problem.ts';

/** How the database's refusals on our tables read. */
export function mapOrgConstraints(): void {
  mapConstraint('unit_kind_pk', 'org.kind-code-taken');
  mapConstraint('post_kind_pk', 'org.kind-code-taken');
  mapConstraint('unit_code_key', 'org.code-taken');
  mapConstraint('unit_version_dangling', 'org.would-dangle');
  mapConstraint('holding_no_overlap', 'org.already-held');
  mapConstraint('term_no_overlap', 'org.term-overlaps');
  mapConstraint('operation_pk', 'org.operation-repeated');
}
