namespace DocumentPipeline.Faults;

/// <summary>A fault that is put into a stage to show how it is protected.</summary>
internal enum Fault
{
    /// <summary>The first attempt hangs until its timeout ends it.</summary>
    Timeout,

    /// <summary>The first attempt fails with a transient error.</summary>
    Error,

    /// <summary>Every attempt fails with a transient error.</summary>
    Fail,

    /// <summary>Every attempt takes a while, but stays within its timeout.</summary>
    Slow,
}
