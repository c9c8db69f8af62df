using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests.Rules;

/// <summary>The common nouns live in <c>Resilience</c>; everything else lives where its folder says.</summary>
internal static class Namespaces
{
    /// <summary>Where extension methods on IServiceCollection are looked for by everyone.</summary>
    private const string Container = "Microsoft.Extensions.DependencyInjection";

    public static IEnumerable<string> FollowTheFolder(SourceFile file)
    {
        string[] folders = file.Path.Split('/')[1..^1];
        string expected = string.Join('.', folders);
        return file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            .Where(node => node.Name.ToString() is var name && name != "Resilience" && name != expected && name != Container)
            .Select(node => file.At(node.Name, $"is in namespace {node.Name}: Resilience or {expected}"));
    }
}
