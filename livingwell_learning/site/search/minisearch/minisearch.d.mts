// What the search uses of MiniSearch 7.2.0 (see LICENSE.txt), for the check of types.

export interface Result {
  id: number
  score: number
  match: Record<string, string[]>
}

export interface Options {
  fields: string[]
  stringifyField?: (value: any, name: string) => string
  tokenize?: (text: any, name?: string) => string[]
  processTerm?: (term: string, name?: string) => string | null
}

export default class MiniSearch {
  constructor(options: Options)
  addAllAsync(records: object[], options?: { chunkSize?: number }): Promise<void>
  search(query: object, options?: object): Result[]
}
