import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimalsOf,
  isDecimal,
  multiply,
  plain,
  round,
  roundMoney,
  share,
  signOf,
} from './decimal';

describe('exact decimals', () => {
  it('are computed without loss where binary numbers lose', () => {
    expect(add('0.1', '0.2')).toBe('0.3');
    expect(add('9007199254740993', '1')).toBe('9007199254740994');
    expect(multiply('0.00000001', '0.00000001')).toBe('0.0000000000000001');
  });

  it('are compared by value, not by text', () => {
    expect(compare('1.50', '1.5')).toBe(0);
    expect(compare('10', '9')).toBe(1);
    expect(compare('-1', '0')).toBe(-1);
  });

  it('know their sign without arithmetic', () => {
    expect([signOf('0.000'), signOf('-0.00'), signOf('-0.1'), signOf('1e-8')]).toEqual([0, 0, -1, 1]);
  });

  it('lose an exponent and keep written zeros', () => {
    expect([plain('1E-8'), plain('-1.20'), plain('.5')]).toEqual(['0.00000001', '-1.20', '0.5']);
    expect([decimalsOf('1.200'), decimalsOf('7'), decimalsOf('1e-3')]).toEqual([3, 0, 3]);
  });

  it('are told from what is no decimal', () => {
    expect(['1', '-0.5', '.5', '1.'].every(isDecimal)).toBe(true);
    expect(['', '-', '1,5', '1e5', '0x1', ' 1'].some(isDecimal)).toBe(false);
  });

  it('are rounded half to even', () => {
    // ISO 4217 tables and Python's decimal.ROUND_HALF_EVEN give the same.
    expect(['0.125', '0.135', '0.145', '-0.125', '2.5'].map((text) => round(text, 2))).toEqual([
      '0.12',
      '0.14',
      '0.14',
      '-0.12',
      '2.50',
    ]);
    expect(round('2.5', 0)).toBe('2');
    expect(round('3.5', 0)).toBe('4');
  });
});

describe('money', () => {
  it('has two decimals', () => {
    expect(['63457.081', '1132.5350', '0', '-815.605'].map(roundMoney)).toEqual([
      '63457.08',
      '1132.54',
      '0.00',
      '-815.60',
    ]);
  });

  it('never reads 0.00 for what is not 0', () => {
    const cases = ['0.004', '0.005', '0.0000123', '-0.0000987', '1e-12'];
    expect(cases.map(roundMoney)).toEqual(['0.004', '0.005', '0.00001', '-0.0001', '0.000000000001']);
  });
});

describe('the share of a range', () => {
  it('lies between 0 and 1', () => {
    expect(share('15', '10', '20')).toBe(0.5);
    expect(share('25', '10', '20')).toBe(1);
    expect(share('5', '10', '20')).toBe(0);
  });

  it('is not known of a range without length', () => {
    expect(share('5', '5', '5')).toBeNull();
  });
});
