namespace AiService.Calls;

/// <summary>The names of the operations, which are configured in appsettings.json.</summary>
internal static class Operations
{
    public const string Summarize = "ai_summarize";
    public const string Classify = "ai_classify";
    public const string Embed = "ai_embed";
    public const string Backup = "ai_backup";
}
