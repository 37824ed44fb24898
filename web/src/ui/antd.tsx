import { App, ConfigProvider, type ThemeConfig } from 'antd';
import en from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import zhTW from 'antd/locale/zh_TW';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../lib/i18n.ts';
import { Icon } from './Icon.tsx';
import { fontFamily, light as p } from './tokens.ts';
import { usePhone } from './usePhone.ts';

const theme: ThemeConfig = {
  token: {
    colorPrimary: p.teal,
    // Derived ones are lighter than the base, too light for text: ours get darker under the pointer.
    colorPrimaryHover: p.tealHover,
    colorPrimaryActive: p.tealHover,
    colorPrimaryTextHover: p.tealHover,
    colorErrorHover: p.red,
    colorErrorTextHover: p.red,
    colorErrorBorderHover: p.red,
    colorInfo: p.teal,
    colorSuccess: p.teal,
    colorWarning: p.amber,
    colorError: p.red,
    colorLink: p.teal,
    colorLinkHover: p.tealHover,
    colorTextBase: p.ink,
    colorTextDescription: p.inkFaint,
    colorTextPlaceholder: p.inkFaint,
    colorTextTertiary: p.inkFaint,
    colorBgBase: p.paper,
    colorBgContainer: p.paper,
    colorBgElevated: p.paper,
    colorBgLayout: p.ground,
    colorBorder: p.lineStrong,
    colorBorderSecondary: p.line,
    colorSplit: p.line,
    fontFamily,
    fontSize: 14,
    borderRadius: 4,
    boxShadow: '0 6px 24px rgb(31 29 26 / 12%)',
    boxShadowSecondary: '0 6px 24px rgb(31 29 26 / 12%)',
  },
  components: {
    Table: {
      headerBg: p.sunk,
      headerColor: p.inkSoft,
      headerSplitColor: 'transparent',
      rowHoverBg: p.tealWash,
      borderColor: p.line,
      cellPaddingBlockSM: 6,
    },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: 20, labelColor: p.inkSoft },
  },
};

const locales: Record<Language, typeof en> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** Ant Design in our colours and the reader's language. Loaded with the first page that needs it. */
export default function AntdFrame({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return (
    <ConfigProvider
      theme={{
        ...theme,
        token: {
          ...theme.token,
          motion: !still,
          ...(phone && { fontSize: 16, controlHeight: 48, controlHeightLG: 52 }),
        },
      }}
      locale={locales[i18n.language as Language] ?? zhCN}
      button={{ autoInsertSpace: false }}
      inputSearch={{
        searchIcon: (
          <>
            <Icon name="search" size={16} />
            <span className="lf-sr">{t('common:action.search')}</span>
          </>
        ),
      }}
      wave={{ disabled: still }}
      form={{ requiredMark: false, validateMessages: { required: t('common:field.required') } }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
