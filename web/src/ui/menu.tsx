import * as Radix from '@radix-ui/react-dropdown-menu';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import type { IconName } from './icon';

/** A list of actions at a button. Not modal, because Radix locks the scrolling of modal menus with a <style>. */
export function Menu({
  trigger,
  label,
  children,
}: {
  trigger: ReactNode;
  label: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" aria-label={label} align="end" sideOffset={4} collisionPadding={12}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ItemProps {
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  onSelect?: () => void;
  /** With one child, such as a link: it becomes the item. */
  asChild?: boolean;
  /** On the right: a key. */
  aside?: ReactNode;
  children: ReactNode;
}

export function MenuItem({ icon, danger, disabled, onSelect, asChild, aside, children }: ItemProps) {
  const props = {
    ...(disabled ? { disabled } : {}),
    ...(onSelect ? { onSelect } : {}),
    ...(danger ? { 'data-danger': true } : {}),
  };
  if (asChild)
    return (
      <Radix.Item asChild {...props}>
        {children}
      </Radix.Item>
    );
  return (
    <Radix.Item {...props}>
      {icon && <Icon name={icon} />}
      {children}
      {aside && (
        <>
          <span className="spring" />
          {aside}
        </>
      )}
    </Radix.Item>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { readonly value: T; readonly label: string }[];
  onChange: (value: T) => void;
}

/** One of several inside a menu. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <>
      <Radix.Label className="menu-label">{label}</Radix.Label>
      <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {options.map((option) => (
          <Radix.RadioItem key={option.value} value={option.value}>
            {option.label}
            <span className="spring" />
            <Radix.ItemIndicator>
              <Icon name="check" />
            </Radix.ItemIndicator>
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="menu-label">{children}</Radix.Label>
);
export const MenuLine = () => <Radix.Separator />;
