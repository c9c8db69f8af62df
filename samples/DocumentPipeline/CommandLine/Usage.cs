namespace DocumentPipeline.CommandLine;

/// <summary>The text of --help.</summary>
internal static class Usage
{
    /// <summary>The text.</summary>
    public const string Text =
        """
        Reads a PDF in four stages, each protected by a resilience pipeline, and writes a Markdown report.

        Usage: DocumentPipeline [document.pdf] [options]

          document.pdf            the PDF to read; without it, the shipped documents/municipal-plan.pdf
          --out PATH              where the report goes; default artifacts/document-report.md
          --inject STAGE=FAULT    puts a fault into a stage and shows how it is dealt with; may be repeated
          --attempt-timeout MS    longest time for one attempt of a stage in milliseconds; default 10000 and 50 per page
          --write-sample PATH     writes the shipped PDF anew and ends
          --help                  this text

        Stages: LOAD_DOCUMENT, EXTRACT_TEXT_TABLES, SEMANTIC_ANALYSIS, REPORT_GENERATION

        Faults:
          timeout    the first attempt hangs until its timeout (cut to 500 ms for it), then the stage is tried again
          error      the first attempt fails with a transient error, then the stage is tried again
          fail       every attempt fails; a fallback stands in, except for LOAD_DOCUMENT
          slow       every attempt takes 300 ms longer

        Exit codes: 0 the report was written; 1 a stage failed; 2 the document or the arguments are at fault; 130 cancelled
        """;
}
