namespace Resilience.HouseTests.Papers;

/// <summary>Follows the links between pages and to files of the repository; addresses on the web are left alone.</summary>
internal sealed class LinkChecker(Func<string, string?> read, Func<string, bool> exists)
{
    public IEnumerable<string> Broken(MarkdownPage page) =>
        from link in page.Links()
        where !IsOnTheWeb(link.Target)
        let why = WhyBroken(page, link.Target)
        where why is not null
        select $"{page.Path}:{link.Line} {link.Target}: {why}";

    private static bool IsOnTheWeb(string target) =>
        target.StartsWith("https://", StringComparison.Ordinal)
        || target.StartsWith("http://", StringComparison.Ordinal)
        || target.StartsWith("mailto:", StringComparison.Ordinal);

    private string? WhyBroken(MarkdownPage page, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? page.Path : Resolve(page.Path, parts[0]);
        if (!exists(path))
        {
            return "there is no such file";
        }

        if (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal))
        {
            return null;
        }

        string text = read(path) ?? "";
        return new MarkdownPage(path, text).Anchors().Contains(parts[1]) ? null : "there is no such heading";
    }

    /// <summary>Relative to the page, or to the repository when it begins with a slash.</summary>
    private static string Resolve(string page, string target)
    {
        Uri root = new("file:///");
        Uri resolved = new(new Uri(root, page), target);
        return Uri.UnescapeDataString(resolved.AbsolutePath).TrimStart('/');
    }
}
