/**
 * What the scripts of the page hand to one another: the document that they draw, and what each offers in `karamap`.
 * Read by the type checker alone; it is no part of the page.
 */

/** What the document of the page holds; `fields` names the values of each kind of row, in order. */
interface Drawing {
  head: {
    title: string | null; epoch: string; first: string; last: string; day: number; begins: string; known: string; show: string;
    surface: string; embed: boolean; own: string; names: string | null;
  };
  language: string;
  texts: Record<string, Record<string, string>>;
  fields: Record<string, string[]>;
  terms: Record<"stance" | "side" | "basis" | "event" | "kind" | "standing" | "name" | "language", string[]>;
  alphabet: string;
  line: LineLaw;
  parties: Omit<Party, "index">[];
  coalitions: Coalition[];
  /** Extents of the ground and of the base data, and whether all that is no country in these is sea. */
  view: {
    bounds: Extent; limits: Extent; sea: boolean;
    /** The part that is shown at first, if it is not all. */
    crop: Extent | null;
  };
  /** Own are those that the ground lies in. */
  countries: Features<{ id: string; names: Names; own: boolean }>;
  water: Features<{ kind: string; rank: number; names: Names }>;
  frame: Outline;
  /** Sketches of roads, as numbers of places. */
  roads: { main: boolean; course: number[] }[];
  /** A hillshade in Web Mercator, white where land is flat; WebP in base64. */
  relief: { bounds: Extent; picture: string } | null;
  /** Where the ground ends though no border does. */
  frame_edge: Course;
  mesh: Mesh;
  /** The last `added` of them are those of zones. */
  sites: { place: number[]; km2: number[]; added: number };
  zones: Omit<MapZone, "index">[];
  districts: Features<{ id: string; names: Names; lon: number; lat: number }>;
  units: string[];
  places: Row[];
  /** With the names of each place that are not shown: lines of a language and the names in it, parted by tabs. */
  keys: KeyTables & { further: string[] };
  series: Record<string, SeriesRows>;
  controls: Row[];
  claims: Row[];
  events: Row[];
  remarks: string[];
  speakers: Row[];
  sources: Row[];
  /** Steps of a story, if the page tells one; texts are plain texts. */
  story: StoryStep[] | null;
  notes: { karamap: string; tables: string; fingerprint: string; versions: string; unlocated: number[] };
}

interface StoryStep {
  day: number; known: string; crop: Extent | null; heading: string; text: string; sources: string[];
}

/** West, south, east, north. */
type Extent = [number, number, number, number];
type Position = [lon: number, lat: number];
/** A text in each of some languages. */
type Names = Record<string, string>;
type Outline = { type: "Polygon"; coordinates: Position[][] } | { type: "MultiPolygon"; coordinates: Position[][][] };
type Course = { type: "LineString"; coordinates: Position[] } | { type: "MultiLineString"; coordinates: Position[][] };
interface Features<Properties, Geometry = any> {
  type: "FeatureCollection";
  features: { type: "Feature"; properties: Properties; geometry: Geometry }[];
}

/**
 * How far gained ground reaches, how many km from the front log-odds take to rise by one (near a place, more per km from
 * the nearest and per day of fighting since its last word), and the probability from which ground is told surely.
 */
interface LineLaw { reach: number; near: number; share: number; age: number; sure: number }

type RowKind =
  | "place" | "name" | "control" | "claim" | "event" | "speaker" | "source" | "change" | "area" | "changed" | "fighting";
/** Values whose meaning the document states by the kind of row. */
type Row = any[];
type RowReader = (kind: RowKind, row: Row) => Record<string, any>;
/** First values, and what changes by day. */
interface Changes<Value> { first: ArrayLike<Value>; changes: Row[] }
interface SeriesRows {
  places: Changes<number>;
  zones: Changes<number>;
  sites: Changes<string>;
  /** What of the first codes of the sites was otherwise on the first day of the record. */
  beginning: Row;
  words: Changes<number | null>;
  fighting: Row[];
  areas: Record<string, Row[]>;
  coalition_areas: Record<string, Row[]>;
  changed: Row[];
}
type Steps<Value> = [day: number, value: Value][];

/** A text and the language that it is in. */
interface Named { text: string; lang: string }
interface Party { id: string; index: number; names: Names; shorts: Names; colour: string; ink: string; hatch: string;
  /** The number of the party that it becomes, and the day from which on. */
  becomes?: [number, number];
}
/** Parties by number, and the days from which and to which (exclusive) they belong to it. */
interface Coalition { name: string; members: [number, number | null, number | null][] }
/** What becomes of parties, by their numbers. */
interface Ties {
  /** The party that one has become by a day; itself if it is none other. */
  partyOn(number: number, day: number): number;
  /** The parties of each coalition on a day, by its name. */
  coalitionsOn(day: number): Map<string, number[]>;
  areAllies(one: number, other: number, day: number): boolean;
  /** Days on which coalitions change. */
  turns: number[];
}
/** How a holder is drawn. */
interface Style { colour: string; ink: string; hatch: string; number: number }
/** What is concluded for one place; days as numbers, claims by index. */
interface Control {
  holder: string; standing: string; since: number | null; dated: boolean; reported: number | null; claims: number[];
  /** How many independent voices say so. */
  voices: number;
  /** Who is said to be there, where nobody holds the place alone. */
  contested: readonly string[];
}
/** How a place came to another holder: on a day that is known, on some day that no source gives, or it was learned. */
type ChangeKind = "dated" | "undated" | "learned";
interface PlaceName { language: string; kind: string; text: string; from: number | null; to: number | null }
interface Place {
  index: number; id: string; kind: string; district: string | null; lon: number | null; lat: number | null;
  km: number; rank: number; site: number | null; readonly names: PlaceName[];
}
interface Located extends Place { lon: number; lat: number }
interface District { id: string; names: Names; lon: number; lat: number; geometry: Outline }
interface Claim {
  index: number; place: string | null; zone: string | null; subject: string | null; holder: string | null; stance: string; speaker: string;
  /** Key of the text that names the speaker in each language, if there is one. */
  speakerKey: string | null;
  side: string; basis: string; called: string | null; from: number; earliest: number | null; latest: number | null;
  reported: number; target: string | null; note: string | null; sources: number[];
}
/** What a page says of a place without a change of holder; days as numbers, the source by index. */
interface Mention {
  place: string; kind: string; day: number; earliest: number | null; latest: number | null; reported: number;
  speaker: string; speakerKey: string | null; source: number; note: string;
}
interface Source {
  publisher: string; title: string; published: number | null; precision: string; url: string; quality: string;
  language: string;
}
interface Spot { lon: number; lat: number }
/** A corridor, zone, sector or line; days as numbers, kilometres that its lines may be off. */
interface MapZone {
  index: number; id: string; kind: string; names: Names; from: number | null; to: number | null; shown: string; km: number;
  /** Whether ground goes with its holder. */
  ground: boolean; source: { text: string; url: string | null }; note: string | null; geometry: Outline | Course;
}

/** What one state of knowledge says of every day; a day is meant by its index. */
interface ControlTimeline {
  known: string;
  stateOf(place: Place, day: number): Control;
  /**
   * How a place is drawn: as its state is; but one of which nobody has spoken since the record began, and which lies in
   * the ground of another than its holder, as unreported ("unreported" for its standing, and who holds the ground).
   */
  lookOf(place: Place, day: number): Control;
  /** Is any place drawn as unreported? */
  hasUnreported(day: number): boolean;
  /** The day since which the ground has been as it is on a day. */
  groundSince(day: number): number;
  /** Have the values of a day at hand: of many places they are asked for sooner then. */
  turnTo(day: number): void;
  /** Numbers of the places that may look otherwise on one day than on another. */
  differing(one: number, other: number): Set<number>;
  stateOfZone(zone: MapZone, day: number): Control;
  /** One character for each site; see the alphabet of the model. */
  codes(day: number): string;
  /** What of the codes of the page's first day was otherwise on the first day of the record. */
  beginning(): { which: number[]; values: string };
  /** Days of fighting since the last word about each site. */
  ages(day: number): number[];
  /** By holder km², and the least and the most that they may be. */
  areas(day: number): Record<string, number[]>;
  /** The same for coalitions of which two parties hold ground, by name. */
  coalitionAreas(day: number): Record<string, number[]>;
  /** Days on which anything about a place changes. */
  changePointsOf(place: Place): number[];
  /** Places that have another holder than the day before, and how they came to it. */
  changedOn(day: number): Map<Place, ChangeKind>;
  /** Days on which some place changes. */
  events: number[];
}

/** The document, decoded. */
interface Model {
  document: Drawing; mesh: Mesh; alphabet: string; law: LineLaw; parties: Party[]; places: Place[]; districts: District[];
  readonly claims: Claim[]; claim(index: number): Claim; sources: Source[]; sites: { place: Place; district: string | null; km2: number }[];
  controls: Control[]; zones: MapZone[];
  /** How many days there are. */
  days: number;
  /** Number of the record's first day, the state before anything changes. */
  begins: number;
  /** States of knowledge that this page holds; the first is the usual one. */
  knowledge: string[];
  /** Languages of the names that are told apart, the usual one first. */
  nameLanguages: string[];
  usualLanguage: string;
  isoOf(number: number): string;
  numberOf(iso: string | null): number;
  numberAt(day: number): number;
  iso(day: number): string;
  /** Index of a day; -1 if it is not among those of the page. */
  indexOf(iso: string | null): number;
  party(id: string): Party;
  ties: Ties;
  place(id: string | null): Place | null;
  district(id: string | null): District | null;
  zone(id: string | null): MapZone | null;
  placesOf(district: string): Place[];
  /** Indexes of all claims about a place, oldest first. */
  claimsOf(place: Place): number[];
  /** Mentions of a place without a change of holder, oldest first. */
  mentionsOf(place: Place): Mention[];
  claimsOfZone(zone: MapZone): number[];
  /** What a claim rests upon, and what it is read from, without the rest of it. */
  basisOf(claim: number): string;
  sourcesOf(claim: number): number[];
  at(known: string): ControlTimeline;
}

/** A day by its index, and a state of knowledge. */
interface TimePoint { day: number; known: string }
/** What the reader sees at present. */
interface State extends TimePoint {
  view: string; place: string | null; district: string | null; spot: Spot | null; zone: string | null; language: string;
  /** Zones that the reader put on the map or took off it. */
  zones: Record<string, boolean>;
  other: TimePoint | null; playing: boolean;
  /** Whether the map shows what changed within some days. */
  recent: boolean;
  /** Whether clicks on the map measure. */
  measuring: boolean;
  /** The part of the theatre that the map is to show; all of it for none. */
  crop: Extent | null;
  /** The note about the map that a reader asked for. */
  note: string | null;
}
type Changed = Set<string>;
interface Store {
  get(): State;
  set(patch: Partial<State>): void;
  on(listener: (state: State, changed: Changed) => void): void;
}

type Values = Record<string, any>;
type Pieces = (Node | string)[];
interface I18n {
  /** A text with its placeholders filled; numbers are written out. */
  t(key: string, values?: Values): string;
  /** A text that depends on a number, which stands in for `{count}`. */
  n(key: string, count: number, values?: Values): string;
  /** What parts the items of a list, with its space. */
  comma(): string;
  /** A text with nodes among its values. */
  nodes(key: string, values?: Values): Pieces;
  has(key: string): boolean;
  /** In which direction the reader's language is written. */
  direction(): "ltr" | "rtl";
  number(value: number, decimals?: number): string;
  date(day: number): string;
  month(day: number): string;
  party(id: string): string;
  short(id: string): string;
  district(id: string): Named;
  name(place: Place): Named;
  /** What another side calls a place, if that is told. */
  counterpart(place: Place): Named | null;
  /** Both, parted by a slash. */
  both(place: Place): string;
  bothNodes(place: Place): (Node | string)[];
  /** One of the names of a thing: in the reader's language, else in the usual one, else in any. */
  among(names: Names, otherwise: string): Named;
  bdi(named: Named, className?: string): HTMLElement;
  nameNode(place: Place, className?: string): HTMLElement;
  kind(place: Place): string;
  since(state: Control): string;
  verdict(state: Control): string;
  standing(state: Control): string;
  /** Who holds a place, or who is said to be there. */
  held(state: Control): string;
  /** The same with short names. */
  heldShort(state: Control): string;
  /** How many places change, and how, in a few words; empty for none. */
  changes(kinds: Iterable<ChangeKind>): string;
  /** One claim as a sentence that names its speaker, with the bounds of its date. */
  sentence(claim: Claim): Pieces;
  /** One mention as a sentence that names its speaker, with the bounds of its date. */
  mention(mention: Mention): Pieces;
  published(source: Source): string;
  knowledge(known: string): string;
  position(spot: Spot): string;
  /** What a language is called in the reader's. */
  languageName(code: string): string;
  summary(day: number, known: string): Pieces[];
  importance(one: Place, other: Place): number;
  languages: string[];
  /** What a language calls itself. */
  own(code: string): string;
}

/** One way to take a spelling apart. */
interface Form { words: string[]; tags: string[]; kind: string | null; how: string; written: string }
type ReadingTable = Record<string, string>;
interface Rule { from: string; where: string; to: string }
/** The tables of names, as the command states them. */
interface KeyTables {
  orthographies: {
    id: string; language: string; dotted: boolean; partly: boolean;
    anywhere: ReadingTable; initial: ReadingTable; final: ReadingTable;
  }[];
  vowels: Iterable<string>; levels: { letters: Record<string, string>; rules: Rule[] }[];
  modifiers: Record<string, string>; generics: Record<string, string>; leading: string[];
  latin: Record<string, string>; scripts: string[]; endings: { ending: string; becomes: string }[];
}
interface KeyFolder {
  /** The keys of a form on level 1, the usual reading first. */
  keys(form: Form, language?: string | null, limit?: number): string[];
  /** Keys of level 1 on a higher level, each once. */
  coarsened(keys: string[], level: number): string[];
  /** The ways to take a spelling apart, the plainest first. */
  forms(name: string): Iterable<Form>;
  form(name: string): Form;
  /** A name that begins with a generic word, without it. */
  genericFirst(name: string): Form | null;
  /** Keys of level 1 with the one-letter rules of level 2 applied and glides written as vowels. */
  plain(keys: string[]): string[];
  /** Whether a plain key is another with some of its vowels left out. */
  fills(skeleton: string, key: string): boolean;
  /** Words in plain Latin letters if nothing else reads them. */
  inLatin(words: string[]): string[];
  isPartlyVoweled(name: string): boolean;
}

/** Flat arrays, in any plane. */
interface Mesh { xy: number[]; site: number[]; triangles: number[] }
/** A mesh with its edges, made once. */
interface Ground {
  n: number; E: number; T: number; xy: Float64Array; site: Int32Array; corners: Int32Array; edgeOf: Int32Array;
  ends: Int32Array; beside: Int32Array;
  /** The sides along the rim, by the node that each runs from. */
  rim: { from: number; to: number; edge: number }[];
  /** Of each edge, in km. */
  lengths: Float64Array;
  /**
   * Successors of slots, none between two traces; crossed edges, rings of slots, points in the order of rings: as the
   * last trace left them; which trace met a triangle last, by the number of its turn; room for points that nobody needs at present.
   */
  linked: {
    next: Int32Array; crossed: Int32Array; ring: Int32Array; walked: Int32Array;
    met: Int32Array; turn: number; spare: Pick<Traced, "at" | "share">[];
  };
}
/**
 * Who holds each node, -1 where nothing is reported, by how much, who held it before it was taken by arms (else the
 * same), and within how many km of the front log-odds rise by one.
 */
interface GroundState {
  law: LineLaw; holder: Int8Array; margin: Float64Array; before: Int8Array; scale: Float64Array;
}
/** Numbers of points, in order; `isLine` if it is a closed line that goes around ground. */
interface Ring { ids: Int32Array; closed: boolean; holder: number; isLine?: boolean }
/** Edges that the front crosses, and where: as a share of the way from the first end of each. */
interface Crossings { edges: Int32Array; cuts: Float64Array }
/** Where ground of two holders meets; `width` is how wide the narrower of both pieces is in the mean. */
interface Line extends Ring { other: number; width: number }
/** Positions by number of point, how near a crossing is to an end of its edge (0 to 0.5), and what runs through. */
interface Traced { at: Float64Array; share: Float32Array; lines: Line[]; rings: Ring[] }
/** Where a holder holds the ground surely, and where it may: the difference is its part of the uncertainty zone. */
interface Zone { holder: number; sure: Traced; may: Traced }
/** From pixels of the base zoom to coordinates of layers. */
interface View { scale: number; x: number; y: number }
interface Identified { holder: number; chance: number; nodes: number[] }

interface XY { x: number; y: number }
interface Box { left: number; top: number; right: number; bottom: number }
interface Size { width: number; height: number }
/** A label of a point has a gap, one of an area none; spots, if given, are all that it may take. */
interface Label extends Named, XY {
  key: string; rank: string; gap: number; callout: boolean; spots: XY[] | null; place?: string; district?: string;
  changed?: boolean;
  /** What another side calls the place, in smaller type below. */
  second?: Named;
}
type Leader = [from: XY, to: XY];
interface Placed { label: Label; box: Box; leader: Leader | null }
type SymbolBox = Box & { city: boolean };
/** Labels stay within the frame and never cover controls; symbols only those of cities, and dots only if they must. */
interface LabelGround {
  frame: Box; symbols: SymbolBox[]; controls: Box[]; dots: XY[];
  /** Labels that already stand somewhere, by key. */
  kept: Map<string, Placed> | null;
  /** Labels that had better not be driven away. */
  yielding?: Box[];
}
interface LabelLimits { names: number; leaders: number }

/** Where a point stands, and its data as a disc. */
interface DotSpot extends XY { dot: string }
interface PointSymbol {
  place: Located; at: L.LatLng; part: number; spot: DotSpot; cell: number; key: string; state: Control | null;
}
interface PointLayer {
  points: PointSymbol[];
  update(wanted: TimePoint): void;
  choose(): void;
  /** Those that are reported to change on the very day, and how far the symbol of each then reaches. */
  changedOn(timePoint: TimePoint): { changed: PointSymbol[]; radius: number };
  /** How far a symbol reaches from its middle, in pixels. */
  radiusOf(point: PointSymbol): number;
  /** The symbol nearest to a point of the container, within reach. */
  nearest(point: L.Point, reach: number): PointSymbol | null;
  /** Follow the map no longer. */
  forget(): void;
}
/** Where ground and front are drawn: panes of the map, or trees within them. */
interface GroundPanes { pane: Node; frontPane: Node }
interface GroundLayer {
  update(timePoint: TimePoint): void;
  /** Make what a time point needs, so that it is drawn the quicker: whose ground it is, then the rest. */
  begin(timePoint: TimePoint): void;
  prepare(timePoint: TimePoint): void;
  /** Who holds the ground at a position, and how surely. */
  identify(latLng: L.LatLng): Identified | null;
  /** Km from a position to the nearest front line; null where there is none. */
  toFront(latLng: L.LatLng): number | null;
  /** The ground at the site of a place. */
  identifyPlace(place: Place): Identified | null;
  /** Follow the map no longer. */
  forget(): void;
}
/** How a zone is drawn; without an ink in the neutral one of its class. */
interface ZoneStyle { className: string; ink: string }
interface ZoneLayer {
  update(): void;
  nearest(point: L.Point, reach: number): MapZone | null;
}
interface GroundChange { from: string; to: string; d: string }
interface MapDrawing {
  spotOf(place: Located): L.Point;
  identify(lon: number, lat: number): Identified | null;
  identifyPlace(place: Place): Identified | null;
  toFront(lon: number, lat: number): number | null;
  prepare(timePoint: TimePoint): void;
  layer(timePoint: TimePoint, pane: string): GroundLayer & { panes: HTMLElement[] };
  difference(before: TimePoint, after: TimePoint): GroundChange[];
}

interface PanelContent { nodes: (Node | null)[]; heading: HTMLElement; update: (() => void) | null }

interface RadioChoice { value: string; input: HTMLInputElement; text: HTMLElement; node: HTMLElement }

interface SearchTarget {
  kind: "place" | "district"; id: string; rank: number;
  /** What a place is. */
  is?: string;
}
/** A name and where it leads; `own` if it is the place's own, `told` the kind that a word in front of it tells. */
interface NameEntry { target: SearchTarget; written: Named; own: boolean; keys: string[]; told: string | null }
interface Meant { target: SearchTarget; match: number; written: Named | null }
interface NameIndex {
  folder: KeyFolder; plainOf: (spelling: string) => string[];
  spellings: Map<string, NameEntry[]>; plain: Map<string, NameEntry[]>;
  /** By the usual key of a name, by all its keys, by those of the higher levels. */
  firsts: Map<string, NameEntry[]>; keys: Map<string, NameEntry[]>;
  seconds: Map<string, NameEntry[]>; thirds: Map<string, NameEntry[]>;
  generics: Map<string, NameEntry[]>; towns: SearchTarget[];
}
interface DistrictEntry { target: SearchTarget; written: Named; spelling: string; keys: string[] }
interface Hit { target: SearchTarget; written: Named | null; score: number }
interface SearchIndex extends NameIndex { districts: DistrictEntry[] }

/** Zooms of the map: all in one view, places just told apart, villages named, and as near as it gets. */
interface Zooms { whole: number; dots: number; villages: number; nearest: number }

/** What every part of the page is given. */
interface App {
  document: Drawing; model: Model; store: Store; map: L.Map; i18n: I18n;
  styleOf: (holder: string) => Style; zooms: Zooms; ground: Ground; drawing: MapDrawing;
  /** Whether a district has a panel of its own. */
  opensDistricts: boolean;
}
interface Part { mount(container: HTMLElement, app: App): void }

/** How a layer is to look; texts are plain texts. */
interface LayerOptions {
  name: string; credit: string; places: boolean; front: boolean;
  /** Whether places are named; null where nothing else on the map does it. */
  names: boolean | null;
  /** Whether the legend is there, and opens by itself. */
  legend: "auto" | "open" | "closed" | "none";
  legendPosition: L.ControlPosition; sliderPosition: L.ControlPosition;
}
/** A control of a layer, and how it adapts to the size of the map. */
interface MapControl { control: L.Control; fit(): void }

/** Values of many things, by their number. */
interface SteppedValues<Value> {
  at(index: number, day: number): Value;
  /** All of them on a day; good until another day is asked for. */
  on(day: number): Value[];
  /** Days on which any of them changes. */
  days: number[];
  /** The numbers of those that change between two days, in either order. */
  between(one: number, other: number): Set<number>;
  /** What tells the same of what the values mean, which may stay while a value changes. */
  betweenMeanings(meaningOf: (value: Value) => unknown): SteppedValues<Value>["between"];
  /** The days on which one begins to have a value. */
  daysOf(index: number): number[];
}

/** A place as the table tells of it on a day. */
interface TableRow { place: Place; state: Control; change: ChangeKind | undefined }

interface TableOrder {
  sorted(rows: TableRow[], column: string, direction: number): TableRow[];
  /** What is written in a row's column. */
  textOf(row: TableRow, column: string): string;
}

interface Karamap {
  app: App;
  /** Lays out the parts of the page, with an element for the map under an id. */
  lay(mapId: string): void;
  start(map: L.Map): App;
  nodes: {
    element<Tag extends keyof HTMLElementTagNameMap>(
      name: Tag, className: string, ...children: (Node | string | null)[]
    ): HTMLElementTagNameMap[Tag];
    svg<Tag extends keyof SVGElementTagNameMap>(
      name: Tag, attributes?: Record<string, string | number>, children?: Node[]
    ): SVGElementTagNameMap[Tag];
    link(text: string, url: unknown): HTMLElement;
    say(node: Element, text: string): void;
    hide(node: HTMLElement, isHidden: boolean): void;
    linked(text: unknown): Pieces;
    afterPaint(work: () => void): () => void;
    drawNow(): void;
    watchSize(node: Element, onChange: () => void): void;
    isolated(text: string, direction?: string): string;
  };
  geometry: {
    clamp(value: number, least: number, most: number): number;
    toTenths(value: number): number;
    polygonsOf(outline: Outline): Position[][][];
    boundedRings(outline: Outline): { ring: Position[]; south: number; north: number; west: number; east: number }[];
    inside(outline: Outline, lon: number, lat: number): boolean;
    isLocated(place: Place): place is Located;
  };
  steps: {
    /** The last of some steps that begins on or before a day; null if there is none. */
    stepAt<Step extends [number, ...any[]]>(steps: Step[], day: number): Step | null;
    /** First values and what changes by day. */
    read<Value>(stated: Changes<Value>, readRow: RowReader): SteppedValues<Value>;
  };
  packing: {
    /** The document from the text that stands in the page. */
    read(text: string): Drawing;
  };
  model(drawing: Drawing): Model;
  store: {
    create(initial: State): Store;
    initial(model: Model): State;
    read(fragment: string, model: Model): Partial<State>;
    write(state: State, model: Model): string;
    follow(store: Store, model: Model): void;
  };
  crop: {
    /** What an address asks for, if that makes sense. */
    read(asked: { box: string; area: District | null; times: string }, model: Model): Extent | null;
    around(district: District): Extent;
    /** What a map shows of the surroundings of a place at a zoom. */
    closeTo(map: L.Map, place: Located, zoom: number): Extent;
    rounded(extent: Extent): Extent;
  };
  i18n: { create(app: Pick<App, "document" | "model" | "store">): I18n };
  nameKeys: {
    folder(tables: KeyTables): KeyFolder; fold(name: string): string; wordsOf(name: string): string[];
    /** A folded name in the letters of a plain keyboard. */
    inPlainLetters(name: string): string;
  };
  nameSearch: {
    /** An empty index, and what fills it: each step adds the names of a place. */
    begin(model: Pick<Model, "places">, tables: Drawing["keys"]): { index: NameIndex; adding: Iterator<Place, void> };
    indexOf(model: Pick<Model, "places">, tables: Drawing["keys"]): NameIndex;
    /** The places that a spelling means, as the command names them and in its order. */
    meant(index: NameIndex, query: string): Meant[];
    differByOne(one: string, other: string): boolean;
  };
  marchingTriangles: {
    /** With what tells how far apart two nodes are, in km; as the mesh has them by default. */
    prepare(mesh: Mesh, lengthOf?: (one: number, other: number) => number): Ground;
    /** The number of each character by its code, -1 for others; kept for the alphabet that was asked for last. */
    meaningOf(alphabet: string): Int16Array;
    /** From one character a site, in runs of `levels` by holder and the one before it; the last is no report. */
    decode(
      ground: Ground, means: { alphabet: string; law: LineLaw; levels?: number }, codes: string, ages: number[]
    ): GroundState;
    crossing(ground: Ground, state: GroundState, edge: number): number;
    /** Not to be written to: they are kept until another state is asked for. */
    crossings(ground: Ground, state: GroundState): Crossings;
    trace(ground: Ground, state: GroundState): Traced;
    contour(ground: Ground, above: Int8Array, passing: (edge: number) => number): Traced;
    difference(ground: Ground, before: GroundState, after: GroundState): Traced;
    /** Traces that nobody reads any more give their room to the next ones. */
    release(ground: Ground, traces: Traced[]): void;
  };
  sureness: {
    zones(ground: Ground, state: GroundState): Zone[];
    identify(ground: Ground, state: GroundState, x: number, y: number): Identified | null;
    /** The ground at a node. */
    at(ground: Ground, state: GroundState, node: number): Identified;
  };
  symbols: {
    palette(parties: Omit<Party, "index">[]): (id: string) => Style;
    definePatterns(drawing: Pick<Drawing, "parties" | "series">, parent: Node): void;
    groundReference(style: Style): string;
    gainReference(style: Style): string;
    zoneReference(style: Style): string;
    symbolOf(place: Place, state: Control): string;
    /** The styles of whoever holds a place, or of all that are said to be there. */
    stylesOf(styleOf: (holder: string) => Style, state: Control): Style[];
    pointSymbol(styles: Style[], symbol: string, change?: ChangeKind): SVGGElement;
    /** Path data of one of several equal parts of a disc, whose middle the path is at. */
    sector(size: number, part: number, parts: number): string;
    groundSample(style: Style): SVGSVGElement;
    gainSample(styles: Style[]): SVGSVGElement;
    alliedSample(styles: Style[]): SVGSVGElement;
    alliesSample(): SVGSVGElement;
    zoneSample(styles: Style[]): SVGSVGElement;
    /** One symbol for each list of styles. */
    pointSample(styles: Style[][], symbol: string, change?: ChangeKind): SVGSVGElement;
    frontSample(): SVGSVGElement;
    edgeSample(): SVGSVGElement;
    zoneLineSample(style: ZoneStyle): SVGSVGElement;
  };
  labelPlacement: {
    place(labels: Label[], ground: LabelGround): Placed[];
    placeAmong(
      labels: Label[], ground: LabelGround, standing: Placed[], most: LabelLimits
    ): { placed: Placed[]; hidden: Set<Placed> };
    draw(placed: Placed): SVGTextElement;
    drawLeader(placed: Placed): SVGElement[];
    measure(label: Label): Size;
  };
  ties: { of(drawing: Drawing, first: number): Ties };
  gains: {
    /** The ground on the first day of the record. */
    beginning(app: App, known: string): GroundState;
    asOn(model: Model, state: GroundState, day: number): GroundState;
    /** The number of the only holder of all nodes, -1 if there are several or nobody holds any. */
    hadAll(state: GroundState): number;
    /** Rings of the ground that its holder did not hold before, while another one did. */
    trace(ground: Ground, before: GroundState, now: GroundState): Traced;
    /** Ids of the parties that hold such ground. */
    holders(model: Model, timePoint: TimePoint): string[];
  };
  /** Lines one after another as path data. */
  pathData: { lines(traced: Traced, wanted: Ring[], view: View): string };
  groundLayer: {
    create(map: L.Map, app: App, panes: GroundPanes): GroundLayer;
    difference(map: L.Map, app: App, before: TimePoint, after: TimePoint): GroundChange[];
    groundOf(mesh: Mesh): Ground;
    outlineData(map: L.Map, geometry: Outline): string;
    put(node: Element, name: string, value: string): void;
  };
  zoneLayer: {
    create(map: L.Map, app: App, sheet: SVGElement): ZoneLayer;
    /** On the present day, if no other is meant. */
    shownOf(app: Pick<App, "model" | "store">, day?: number): MapZone[];
    isShown(zone: MapZone, day: number, choices: Record<string, boolean>): boolean;
    inForce(zone: MapZone, day: number): boolean;
    isArea(zone: MapZone): boolean;
    linesOf(zone: MapZone): Position[][];
    styleOf(app: App, zone: MapZone): ZoneStyle;
  };
  recentLayer: { create(map: L.Map, app: App, sheet: SVGElement): void; DAYS: number };
  pointLayer: { create(map: L.Map, app: App, pane: Node): PointLayer };
  labelSpots: {
    landOf(map: L.Map, drawing: Drawing): { ownerOf(point: L.Point): number; points: { point: L.Point; owner: number }[] };
    /** Where the name of a country, by its number, may stand, the roomiest spot first. */
    countrySpots(
      map: L.Map, land: ReturnType<Karamap["labelSpots"]["landOf"]>, country: number, size: Size
    ): L.Point[];
    waterSpots(map: L.Map, geometry: Outline | Course): L.Point[];
    /** Points along a line, the nearest to its middle first. */
    pointsAlong(map: L.Map, course: Course): L.Point[];
    /** The visible part of the map, within a margin. */
    visibleFrame(map: L.Map, margin: number): Box;
  };
  labelLayer: {
    create(
      map: L.Map, app: App, points: PointLayer, sheets: Record<"leaders" | "names", SVGElement>
    ): { refresh(): void; update(): void; prepare(timePoint: TimePoint): void; forget(): void };
  };
  zooms: { zoomsOf(model: Model): Zooms };
  /** Lets layers make ready what other days need. */
  ahead: { prepare(map: L.Map, app: App, parts: ((timePoint: TimePoint) => void)[]): void };
  mapFrame: {
    /** False, and nothing done, where the sheet has no size that it could be fitted into. */
    fit(map: L.Map, bounds: L.LatLngBounds, margins: [number, number]): boolean;
    keep(map: L.Map, app: App): void;
  };
  map: { prepare(app: App): void; mount(map: L.Map, app: App): void };
  placePanel: {
    content(app: App, place: Place): PanelContent;
    dayNode(app: App, day: number): HTMLElement;
    english(className: string, text: string | null): HTMLElement | null;
    sourceList(app: App, numbers: number[]): HTMLElement | null;
    statements(app: App, claims: Claim[]): { nodes: HTMLElement[]; update(state: Control): void };
  };
  mentions: { section(app: App, place: Place): { node: HTMLElement | null; update: () => void } };
  zonePanel: { content(app: App, zone: MapZone): PanelContent; buttons(app: App, zones: MapZone[]): HTMLElement[] };
  zoneLegend: Part;
  districtPanel: {
    content(app: App, district: District): PanelContent;
    spotContent(app: App, spot: Spot, district: District | null): PanelContent;
    held(app: App, identified: Identified): string;
  };
  panel: Part & {
    button(className: string, ...children: (Node | string | null)[]): HTMLButtonElement;
    reachable(node: HTMLElement): void;
    NOTHING: Pick<State, "place" | "district" | "spot" | "zone">;
  };
  work: {
    /** Do work step by step while the browser is at rest; `now` does some of it at once, for so many milliseconds. */
    inSlices(steps: Iterator<unknown, void>, whenDone: () => void): { now(most: number): void; isDone(): boolean };
  };
  search: Part & { indexOf(app: App): SearchIndex; find(index: SearchIndex, query: string): Hit[] };
  views: Part & {
    comparable(model: Model): boolean;
    /** A choice of one among some values, each with a text to be filled in. */
    radios(name: string, values: string[], onChoice: (value: string) => void): RadioChoice[];
  };
  inset: Part;
  story: Part;
  legend: Part;
  masthead: Part;
  about: Part & { citation(app: App): string };
  picture: {
    /** What the map shows, as the text of an SVG drawing. */
    draw(app: App): { text: string; width: number; height: number };
    /** A drawing as a PNG. */
    paint(drawn: { text: string; width: number; height: number }): Promise<Blob>;
  };
  carry: { add(map: L.Map, app: App): void; tableOf(app: App): string };
  mapTools: {
    /** Put a control at the upper right of the map. */
    put(map: L.Map, node: HTMLElement): void;
    /** A picture of 16 units for a button, by its path data. */
    icon(d: string): SVGSVGElement;
    addRuler(map: L.Map, app: App): void;
  };
  tableOrder: { create(app: App): TableOrder };
  tableBody: {
    create(
      table: HTMLTableElement, scroller: HTMLElement, columns: number, lineOf: (row: TableRow) => HTMLTableRowElement
    ): { show(rows: TableRow[]): void; lineFor(place: string): HTMLTableRowElement | null };
  };
  table: Part;
  chart: {
    draw(app: App, timeline: ControlTimeline): SVGSVGElement;
    levelLabels(app: App, timeline: ControlTimeline): HTMLElement[];
  };
  axis: { make(app: App): { node: HTMLElement; write(): void }; shareOfDay(day: number, days: number): string };
  timeline: Part;
  compare: Part;
  embed: Part & { isEmbedded(drawing: Drawing): boolean; wantedHeight(): number };
  /** Style sheets of what is drawn on maps in other pages. */
  layerStyle: string;
  shadow: { host(className: string, ...children: Node[]): { node: HTMLElement; root: ShadowRoot } };
  mapControls: Record<"legend" | "slider", (app: App, options: LayerOptions) => MapControl>;
  /** A layer for any map of Leaflet; its app is there while it is on a map. */
  controlLayer(drawing: Drawing, options: LayerOptions): L.Layer & { app(): App | null };
}

interface Window { karamap: Karamap }
