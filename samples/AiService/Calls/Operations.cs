namespace AiService.Calls;

/// <summary>The names of the operations, which are configured in appsettings.json.</summary>
internal static class Operations
{
    public const string Summarize = "ai_summarize";
    public const string Classify = "ai_classify";
    public const string Embed = "ai_embed";
    public const string Backup = "ai_backup";

    /// <summary>A failover chain over all providers.</summary>
    public const string Chat = "ai_chat";

    /// <summary>A feature, which is there as long as all is well.</summary>
    public const string LongAnswers = "long_answers";
}
