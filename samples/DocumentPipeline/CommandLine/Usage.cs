namespace DocumentPipeline.CommandLine;

/// <summary>The text of --help.</summary>
internal static class Usage
{
    /// <summary>The text.</summary>
    public const string Text =
        """
        Reads a municipal development plan (a PDF, in Spanish or English) in nine stages, each protected by a resilience pipeline, and
        writes a report as Markdown and as HTML.

        Usage: DocumentPipeline [document.pdf] [options]

          document.pdf            the PDF to read; without it, the shipped documents/municipal-plan.pdf
          --out PATH              where the report goes; default artifacts/document-report.md, and .html beside it
          --question TEXT         what to ask the document instead of the usual questions; may be repeated
          --first-pages N         looks at the first N pages only
          --models FOLDER         folder of the language models; default the shipped models
          --inject STAGE=FAULT    puts a fault into a stage and shows how it is dealt with; may be repeated
          --attempt-timeout MS    longest time for one attempt of a stage in milliseconds; default 10000 and 50 per page
          --write-sample PATH     writes the shipped PDF anew and ends
          --help                  this text

        Stages: LOAD_DOCUMENT, EXTRACT_TEXT_TABLES, SEMANTIC_ANALYSIS, CAUSAL_EXTRACTION, MECHANISM_INFERENCE, FINANCIAL_AUDIT,
        DNP_VALIDATION, QUESTION_ANSWERING, REPORT_GENERATION

        Faults:
          timeout    the first attempt hangs until its timeout (cut to 500 ms for it), then the stage is tried again
          error      the first attempt fails with a transient error, then the stage is tried again
          fail       every attempt fails; a fallback stands in, except for LOAD_DOCUMENT
          slow       every attempt takes 300 ms longer

        Exit codes: 0 the report was written; 1 a stage failed; 2 the document or the arguments are at fault; 130 cancelled
        """;
}
