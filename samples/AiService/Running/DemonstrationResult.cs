namespace AiService.Running;

/// <summary>How the demonstration has ended.</summary>
internal sealed class DemonstrationResult
{
    /// <summary>0 when it has shown all; 1 until then, and when it could not; 130 when it was stopped.</summary>
    public int ExitCode { get; set; } = 1;
}
