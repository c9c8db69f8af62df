namespace Resilience.DocTests;

/// <summary>One C# block of a page.</summary>
/// <param name="Page">The page's path below the repository's root.</param>
/// <param name="Line">The line of the block's first line of code, counted from 1.</param>
/// <param name="Kind">What is done with it.</param>
/// <param name="Code">The code, without the indentation of its fence.</param>
internal sealed record Snippet(string Page, int Line, SnippetKind Kind, string Code)
{
    public override string ToString() => $"{Page}:{Line}";
}
