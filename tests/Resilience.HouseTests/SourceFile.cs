using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests;

/// <summary>One C# file: its path below the root, its text and its syntax.</summary>
internal sealed class SourceFile
{
    public SourceFile(string path, string text)
    {
        Path = path;
        Lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Syntax = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path).GetCompilationUnitRoot();
    }

    public string Path { get; }

    public IReadOnlyList<string> Lines { get; }

    public CompilationUnitSyntax Syntax { get; }

    /// <summary>The file's name without <c>.cs</c>, in its dotted parts.</summary>
    public string[] NameParts => System.IO.Path.GetFileNameWithoutExtension(Path).Split('.');

    /// <summary>The types (and delegates) that stand directly in a namespace or in the file.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>"path:line what", as a violation is reported.</summary>
    public string At(SyntaxNode node, string what) => At(node.GetLocation(), what);

    public string At(Location location, string what) => $"{Path}:{location.GetLineSpan().StartLinePosition.Line + 1} {what}";

    public override string ToString() => Path;
}
