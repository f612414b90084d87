import { changeStage } from '../services/change-stage.ts';
import { createStage } from '../services/create-stage.ts';
import { deleteStage } from '../services/delete-stage.ts';
import { listStages, readStage } from '../services/list-stages.ts';
import { orderStages } from '../services/order-stages.ts';
import { previewFoldChange } from '../services/preview-fold-change.ts';
import { checkStage } from '../services/stage-checks.ts';
import type { HandlersOf } from './handler.ts';

export const stageHandlers: HandlersOf<
  | 'GET /stages'
  | 'POST /stages'
  | 'GET /stages/:id'
  | 'PATCH /stages/:id'
  | 'DELETE /stages/:id'
  | 'PUT /stages/order'
  | 'GET /stages/:id/fold-change'
> = {
  'GET /stages': { run: (act, { query }) => listStages(act, query) },
  'POST /stages': { run: (act, { body }) => createStage(act, body) },
  'GET /stages/:id': { run: (act, { params }) => readStage(act, params.id) },
  'PATCH /stages/:id': {
    check: (act, { id }) => checkStage(act, id),
    run: (act, { params, body }) => changeStage(act, params.id, body),
  },
  'DELETE /stages/:id': {
    check: (act, { id }) => checkStage(act, id),
    run: async (act, { params }) => {
      await deleteStage(act, params.id);
      return undefined;
    },
  },
  'PUT /stages/order': {
    run: async (act, { body }) => {
      await orderStages(act, body.ids);
      return undefined;
    },
  },
  'GET /stages/:id/fold-change': {
    run: (act, { params }) => previewFoldChange(act, params.id),
  },
};
