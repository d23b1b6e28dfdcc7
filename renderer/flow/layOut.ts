import type { ElkEdgeSection, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Picture } from './picture.ts';

/** A picture's boxes and lines with places in px. */
export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly lines: ReadonlyMap<string, { readonly path: string; readonly labelX: number; readonly labelY: number }>;
}

/** How a picture is drawn: `steps` with gains on the lines, `overview` close together with curved lines. */
export type PictureStyle = 'steps' | 'overview';

/** Size of boxes in px. */
export const boxSizes = {
  steps: { width: 136, height: 46 },
  overview: { width: 112, height: 22 },
} as const satisfies Record<PictureStyle, { readonly width: number; readonly height: number }>;
const labelWidth = 44;
const labelHeight = 16;

type Engine = InstanceType<typeof import('elkjs/lib/elk-api.js').default>;
let engine: Promise<Engine> | undefined;

/** The layout engine is large: it is fetched when the first picture is drawn, and works beside the page. */
async function layoutEngine(): Promise<Engine> {
  engine ??= Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js?worker')]).then(
    ([{ default: Elk }, { default: ElkWorker }]) => new Elk({ workerFactory: () => new ElkWorker() }),
  );
  return engine;
}

const common = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'POLYLINE',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
};

/** What is wanted of the layout: room for gains between steps, or everything in sight in few columns. */
const optionsOf = {
  steps: {
    ...common,
    'elk.layered.spacing.nodeNodeBetweenLayers': '20',
    'elk.spacing.nodeNode': '14',
    'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  },
  overview: {
    ...common,
    'elk.layered.spacing.nodeNodeBetweenLayers': '90',
    'elk.layered.spacing.edgeNodeBetweenLayers': '1',
    'elk.layered.spacing.edgeEdgeBetweenLayers': '0.2',
    'elk.spacing.nodeNode': '6',
    'elk.spacing.edgeNode': '0.2',
    'elk.spacing.edgeEdge': '0.2',
    'elk.partitioning.activate': 'true',
  },
} satisfies Record<PictureStyle, Readonly<Record<string, string>>>;

/** Columns of the overview, from where signals come in to where they go out. */
const columnOf = (id: string): number => {
  const columns = ['channel', 'auxIn', 'bus', 'fx', 'fxReturn', 'main', 'matrix', 'output', 'exit'];
  const column = columns.indexOf(id.slice(0, id.indexOf('/')));
  return column <= 1 ? 0 : column;
};

/** Lays a picture out in layers. @param direction `RIGHT` for wide places, `DOWN` for narrow ones */
export async function layOut(picture: Picture, direction: 'RIGHT' | 'DOWN', style: PictureStyle): Promise<LaidOut> {
  const size = boxSizes[style];
  const hasLabels = style === 'steps';
  const graph: ElkNode = {
    id: 'picture',
    layoutOptions: { ...optionsOf[style], 'elk.direction': direction },
    children: picture.boxes.map(({ id }) => ({
      id,
      ...size,
      layoutOptions: { 'elk.partitioning.partition': String(columnOf(id)) },
    })),
    edges: picture.lines.map(({ id, from, to, label }) => ({
      id,
      sources: [from],
      targets: [to],
      labels:
        label === '' || !hasLabels ? [] : [{ id: `${id} label`, text: label, width: labelWidth, height: labelHeight }],
    })),
  };
  const laid = await (await layoutEngine()).layout(graph);
  const boxes = new Map((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const lines = (laid.edges ?? []).map(({ id, sections, labels, sources, targets }) => {
    const { path, middle } = drawn(sections?.[0]);
    const label = labels?.[0];
    const [from, to] = [boxes.get(sources[0] ?? ''), boxes.get(targets[0] ?? '')];
    const isCurved = style === 'overview' && from && to;
    return [
      id,
      {
        path: isCurved ? curve(from, to, size, direction) : path,
        labelX: label?.x === undefined ? middle.x : label.x + labelWidth / 2,
        labelY: label?.y === undefined ? middle.y : label.y + labelHeight / 2,
      },
    ] as const;
  });
  return { width: laid.width ?? 0, height: laid.height ?? 0, boxes, lines: new Map(lines) };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A band from the end of one box to the beginning of another, straight at both ends. */
function curve(from: Point, to: Point, size: { width: number; height: number }, direction: 'RIGHT' | 'DOWN'): string {
  const isWide = direction === 'RIGHT';
  const start = isWide
    ? { x: from.x + size.width, y: from.y + size.height / 2 }
    : { x: from.x + size.width / 2, y: from.y + size.height };
  const end = isWide ? { x: to.x, y: to.y + size.height / 2 } : { x: to.x + size.width / 2, y: to.y };
  const [middleX, middleY] = [(start.x + end.x) / 2, (start.y + end.y) / 2];
  const bends = isWide ? `${middleX} ${start.y} ${middleX} ${end.y}` : `${start.x} ${middleY} ${end.x} ${middleY}`;
  return `M${start.x} ${start.y} C${bends} ${end.x} ${end.y}`;
}

function drawn(section: ElkEdgeSection | undefined) {
  if (!section) return { path: '', middle: { x: 0, y: 0 } };
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
  const middle = points[Math.floor(points.length / 2)] ?? section.startPoint;
  return { path, middle };
}
