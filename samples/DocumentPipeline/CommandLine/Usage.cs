namespace DocumentPipeline.CommandLine;

/// <summary>The text of --help.</summary>
internal static class Usage
{
    /// <summary>The text.</summary>
    public const string Text =
        """
        Reads a municipal development plan (a PDF, in Spanish or English) in nine stages that survive faults and crashes, and writes a
        report as Markdown and as HTML.

        Usage: DocumentPipeline [document.pdf] [options]

          document.pdf            the PDF to read; without it, the shipped documents/municipal-plan.pdf
          --question TEXT         what to ask the document instead of the usual questions; may be repeated
          --first-pages N         looks at the first N pages only
          --models FOLDER         folder of the language models; default the shipped models
          --backup FILE           what is read if the document is damaged; default document.backup.pdf, if there is one

        Runs: the same command names the same run. One that was interrupted goes on where it stands; one that has finished shows its result.
          --run ID                the name of the run; by default it is made from the document and the options
          --output DIR            where checkpoints, reports and traces go; default artifacts/document-pipeline
          --out PATH              where the report goes; default reports/RUN.md in the output folder, and .html beside it
          --resume                goes on with the last interrupted run, or with that of --run, opened again if it has failed
          --fresh                 deletes what was recorded of the run and begins anew
          --list                  lists the runs in the output folder
          --verify RUN            reads and hashes every byte that was recorded of a run

        To see what happens:
          --inject STAGE=FAULT    puts a fault into a stage and shows how it is dealt with; may be repeated
          --kill-after STAGE      the process kills itself as soon as the stage's record is durable; run the same without it to go on
          --attempt-timeout MS    longest time for one attempt of a stage in milliseconds; default 10000, and 10000 per MiB
          --metrics               shows at the end what the metrics of stages and mitigations counted
          --write-sample PATH     writes the shipped PDF anew and ends
          --help                  this text

        Stages: LOAD_DOCUMENT, EXTRACT_TEXT_TABLES, SEMANTIC_ANALYSIS, CAUSAL_EXTRACTION, MECHANISM_INFERENCE, FINANCIAL_AUDIT,
        DNP_VALIDATION, QUESTION_ANSWERING, REPORT_GENERATION

        Faults that a retry heals:
          timeout     the first attempt hangs until its timeout (cut to 500 ms for it)
          connection  the first attempt loses its connection
          error       the first attempt fails with a transient error
          slow        every attempt takes 300 ms longer; nothing has to be healed

        Faults that a mitigation heals, or something else stands in for the stage:
          hang        every attempt hangs; the risk TIMEOUT: fewer pages
          memory      the memory is exhausted; the risk MEMORY_EXHAUSTION: smaller batches
          corrupt     what is read is damaged; the risk PDF_CORRUPT: the backup
          empty       nothing is found; the stage's own risk: less is enough, or something else is done
          missing     a language model is missing; the risk NLP_MODEL_MISSING: it is installed
          fail        every attempt fails, and no risk says why; what stands in for the stage does, except for LOAD_DOCUMENT

        Exit codes: 0 done; 1 refused, nothing was run; 2 the document or the arguments are at fault; 3 the run failed or was aborted;
        4 interrupted; 130 cancelled (Ctrl+C). After 4 and 130 the same command goes on.
        """;
}
