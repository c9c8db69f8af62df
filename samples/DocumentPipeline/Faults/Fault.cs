namespace DocumentPipeline.Faults;

/// <summary>A fault that is put into a stage to show how it is protected.</summary>
internal enum Fault
{
    /// <summary>The first attempt hangs until its timeout ends it; a retry heals that.</summary>
    Timeout,

    /// <summary>The first attempt loses its connection; a retry heals that.</summary>
    Connection,

    /// <summary>The first attempt fails with a transient error; a retry heals that.</summary>
    Error,

    /// <summary>Every attempt takes a while, but stays within its timeout.</summary>
    Slow,

    /// <summary>Every attempt hangs; the risk TIMEOUT has come true.</summary>
    Hang,

    /// <summary>What the stage reads is damaged; in the stages that read the document, the risk PDF_CORRUPT has come true.</summary>
    Corrupt,

    /// <summary>The stage finds nothing: the risk of finding nothing there has come true, where there is one.</summary>
    Empty,

    /// <summary>The stage needs more memory than there is; the risk MEMORY_EXHAUSTION has come true.</summary>
    Memory,

    /// <summary>A language model is missing; in the stages that need it, the risk NLP_MODEL_MISSING has come true.</summary>
    Missing,

    /// <summary>Every attempt fails, whatever is done about it; what stands in for the stage does.</summary>
    Fail,
}
