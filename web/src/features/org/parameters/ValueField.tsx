import { Form, Input, InputNumber, Switch } from 'antd';
import { Select } from '../../../ui/Select.tsx';
import { usePart } from './usePart.ts';
import { choices, type Schema } from './value.ts';

interface Props {
  readonly schema: Schema;
  readonly path: readonly string[];
  readonly label: string;
}

/** The form items of a value, by its JSON Schema; the server checks it again. */
export function ValueField({ schema, path, label }: Props) {
  const part = usePart();
  const name = [...path];
  const options = choices(schema);
  const required = [{ required: true }];
  if (options) {
    return (
      <Form.Item name={name} label={label} rules={required}>
        <Select options={options.map((value) => ({ value, label: String(value) }))} />
      </Form.Item>
    );
  }
  if (schema.type === 'object' && schema.properties) {
    return (
      <fieldset className="lf-org-fieldset">
        <legend>{label}</legend>
        {Object.entries(schema.properties).map(([key, inner]) => (
          <ValueField key={key} schema={inner} path={[...path, key]} label={part(key)} />
        ))}
      </fieldset>
    );
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return (
      <Form.Item name={name} label={label} rules={required}>
        <InputNumber
          style={{ width: '100%' }}
          {...(schema.minimum !== undefined && { min: schema.minimum })}
          {...(schema.maximum !== undefined && { max: schema.maximum })}
          {...(schema.type === 'integer' && { precision: 0 })}
        />
      </Form.Item>
    );
  }
  if (schema.type === 'boolean') {
    return (
      <Form.Item name={name} label={label} valuePropName="checked">
        <Switch />
      </Form.Item>
    );
  }
  if (schema.type === 'array') {
    return (
      <Form.Item
        name={name}
        label={label}
        rules={required}
        normalize={(values: string[]) => (schema.items?.type === 'string' ? values : values.map(Number))}
      >
        <Select mode="tags" />
      </Form.Item>
    );
  }
  return (
    <Form.Item name={name} label={label} rules={required}>
      <Input />
    </Form.Item>
  );
}
