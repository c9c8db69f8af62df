using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests.Architecture;

/// <summary>
/// Compiles the core's source and follows every expression and every name to the file that declares what it means. A mention
/// in an XML comment is no arrow: a lower floor may tell its reader what stands above it.
/// </summary>
internal sealed class ArchitectureChecker
{
    private const string Project = "src/Resilience/";

    /// <summary>What the SDK adds to each project (ImplicitUsings).</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The body of a partial method that a source generator writes is not there; nothing is to be learned from it.</summary>
    private const string PartialWithoutBody = "CS8795";

    private readonly CSharpCompilation _compilation;

    public ArchitectureChecker(IEnumerable<SourceFile> files)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        IEnumerable<SyntaxTree> trees = files
            .Select(file => CSharpSyntaxTree.ParseText(file.Syntax.ToFullString(), options, file.Path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options, "ImplicitUsings.cs"));
        CSharpCompilation written = CSharpCompilation.Create(
            "Resilience",
            trees,
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        _compilation = written.AddSyntaxTrees(GeneratedJson.StandIns(written).Select(code => CSharpSyntaxTree.ParseText(code, options)));
    }

    /// <summary>
    /// Names that lead nowhere: while there is one, the checker would be blind to an arrow. Only errors of the language count, not
    /// those of an [Experimental] attribute, which the project knows how to answer.
    /// </summary>
    public IEnumerable<string> Errors() =>
        _compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
                && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal) && diagnostic.Id != PartialWithoutBody)
            .Select(diagnostic => diagnostic.ToString());

    public IEnumerable<string> Violations() =>
        _compilation.SyntaxTrees.Where(tree => RoomOf(tree.FilePath) is not null).SelectMany(Violations).Distinct();

    /// <summary>The first folder below the project, or the root; null for a file outside it.</summary>
    public static string? RoomOf(string path)
    {
        if (!path.StartsWith(Project, StringComparison.Ordinal))
        {
            return null;
        }

        string[] parts = path[Project.Length..].Split('/');
        return parts.Length == 1 ? House.Root : parts[0];
    }

    private IEnumerable<string> Violations(SyntaxTree tree)
    {
        string room = RoomOf(tree.FilePath)!;
        if (!House.IsRoom(room))
        {
            yield return $"{tree.FilePath}: {room} is no room of the house";
            yield break;
        }

        SemanticModel model = _compilation.GetSemanticModel(tree);
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(IsReference))
        {
            if (SymbolOf(model, node) is { } symbol && HomeOf(symbol) is { } home && !House.Allows(room, home))
            {
                int line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return $"{tree.FilePath[Project.Length..]}:{line} {room} → {home} via {Describe(symbol)}";
            }
        }
    }

    /// <summary>Expressions, not names alone, so that <c>new()</c>, operators, indexers and conversions count as well.</summary>
    private static bool IsReference(SyntaxNode node) => node is ExpressionSyntax or ConstructorInitializerSyntax or AttributeSyntax;

    private static ISymbol? SymbolOf(SemanticModel model, SyntaxNode node)
    {
        SymbolInfo info = model.GetSymbolInfo(node);
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol is INamespaceSymbol or null ? null : symbol.OriginalDefinition;
    }

    /// <summary>
    /// The room of the file that declares it. Of a partial type that has facets in other rooms, the shortest file name is the
    /// type's own; its members belong to the rooms that they stand in.
    /// </summary>
    private static string? HomeOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences
            .Select(reference => reference.SyntaxTree.FilePath)
            .OrderBy(path => Path.GetFileName(path).Length)
            .ThenBy(path => path, StringComparer.Ordinal)
            .Select(RoomOf)
            .FirstOrDefault();

    private static string Describe(ISymbol symbol) =>
        symbol is ITypeSymbol || symbol.ContainingType is null ? symbol.Name : $"{symbol.ContainingType.Name}.{symbol.Name}";

    private static IEnumerable<PortableExecutableReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Resilience.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
}
