import { Select as AntdSelect, type SelectProps } from 'antd';
import type { DefaultOptionType } from 'antd/es/select';

/**
 * antd's list of choices. While it is open, theirs takes Tab for Enter: the marked option is chosen, or given back where
 * several can be, and the focus stays. Tab is for going on (WCAG 2.1.2): ours leaves the choice as it is.
 */
export function Select<Value = unknown, Option extends DefaultOptionType = DefaultOptionType>(
  props: SelectProps<Value, Option>,
) {
  return (
    <div
      role="presentation"
      className="lf-contents"
      onKeyDownCapture={(event) => {
        if (event.key === 'Tab') event.stopPropagation();
      }}
    >
      <AntdSelect<Value, Option> {...props} />
    </div>
  );
}
