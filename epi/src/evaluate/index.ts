export { type Evaluation, type EvaluationOptions, evaluateDetector } from './evaluate.ts';
export { type Detector, type LabelledCase, labelEpidemic, type Outbreak, outbreakOf } from './labelled.ts';
export { bestWithin, type OperatingPoint, operatingCharacteristic } from './operating.ts';
