import { useSession } from '../../lib/session.ts';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import RegionPage from './RegionPage.tsx';
import SchoolPage from './SchoolPage.tsx';
import { useWhere } from './useBoard.ts';

/** The board of the reader's highest post. */
export default function BoardPage() {
  const { loading } = useSession();
  const { own } = useWhere();
  if (loading) return <PageSkeleton />;
  return own?.unitRole === 'institution' ? <SchoolPage /> : <RegionPage />;
}
