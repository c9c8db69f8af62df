using DocumentPipeline.Model;

namespace DocumentPipeline.Risks;

/// <summary>Where a copy of the document would be.</summary>
internal static class BackupFile
{
    /// <summary>The file that the user named; else plan.backup.pdf for plan.pdf, and for itself.</summary>
    public static string Of(DocumentContext context)
    {
        string path = context.SourcePath;
        string ending = $".backup{Path.GetExtension(path)}";
        return context.Settings.BackupPath
            ?? (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? path : Path.ChangeExtension(path, ending));
    }
}
