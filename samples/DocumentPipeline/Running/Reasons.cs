using Resilience;

namespace DocumentPipeline.Running;

/// <summary>Says why something failed, in a few words.</summary>
internal static class Reasons
{
    /// <summary>For example "timeout after 500 ms", or what the exception says, on one line.</summary>
    public static string Of(Exception? exception) => exception switch
    {
        null => "refused",
        OperationTimedOutException { Timeout: { } timeout } => $"timeout after {Durations.ToText(timeout)}",
        _ => exception.Message.ReplaceLineEndings(" "),
    };
}
