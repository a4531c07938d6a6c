import { say } from '../../base/language/say.ts';
import { isSizeKnown } from '../../scan/placing.ts';
import type { Plan } from '../schema.ts';
import type { Remark } from './remark.ts';

/** How well the size of the head is known. */
export function headRemarks({ head }: Plan): Remark[] {
  if (head.scan.kind === 'none') return [];
  const open: Remark = {
    rule: 'scan-size',
    field: 'head.scan.circumferenceMm',
    severity: 'warn',
    text: say(
      'Nobody confirmed the size of the scan: 10 % more make 21 % more skin and dots. One tape round the head settles it.',
    ),
  };
  const unused: Remark = {
    rule: 'scan-size',
    field: 'head.measuresMm',
    severity: 'note',
    text: say('The head is a scan and has its own measures; these are not used.'),
  };
  return [
    ...(isSizeKnown(head.scan) ? [] : [open]),
    ...(Object.keys(head.measuresMm).length > 0 ? [unused] : []),
  ];
}

/** What a dermatologist should see first, and scars. */
export function lossRemarks({ hair, head, hairline }: Plan): Remark[] {
  const remarks: Remark[] = [];
  if (hair.loss.kind === 'areata') {
    remarks.push({
      rule: 'see-doctor',
      field: 'hair.loss',
      severity: 'note',
      text: say('Patchy or sudden loss should be seen by a dermatologist before any tattooing.'),
    });
  }
  if (head.base === 'female' && (hair.loss.kind === 'norwood' || hairline.midFrontalMm > 70)) {
    remarks.push({
      rule: 'see-doctor',
      field: 'hairline.midFrontalMm',
      severity: 'note',
      text: say(
        'A receding hairline in a woman should be seen by a dermatologist before any tattooing.',
      ),
    });
  }
  if (hair.scars.length > 0) {
    remarks.push({
      rule: 'scars',
      field: 'hair.scars',
      severity: 'note',
      text: say('Scars hold pigment unpredictably, and their relief stays visible.'),
    });
  }
  return remarks;
}

/** Moles and lesions that stay free of dots. */
export function noGoRemarks({ noGo }: Plan): Remark[] {
  if (noGo.length === 0) return [];
  const text = say(
    '{count, plural, one {# mark kept free of dots: have it seen} other {# marks kept free of dots: have them seen}} by a dermatologist before any tattooing.',
    { count: noGo.length },
  );
  return [{ rule: 'no-go', field: 'noGo', severity: 'note', text }];
}
