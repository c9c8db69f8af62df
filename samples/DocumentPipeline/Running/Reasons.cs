using Resilience;

namespace DocumentPipeline.Running;

/// <summary>Says why an attempt failed, in a few words.</summary>
internal static class Reasons
{
    /// <summary>For example "transient error: injected fault".</summary>
    public static string Of(Failure? failure, Exception? exception)
    {
        string kind = failure?.Disposition switch
        {
            FailureDisposition.Permanent => "permanent error",
            FailureDisposition.Unavailable => "unavailable",
            _ => "transient error",
        };
        return exception is null ? kind : $"{kind}: {exception.Message.ReplaceLineEndings(" ")}";
    }
}
