using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests.Architecture;

/// <summary>
/// Stands in for what the source generator of JSON writes: the members of a context through which others use it. Without them the
/// checker would meet names that lead nowhere.
/// </summary>
internal static class GeneratedJson
{
    private const string Context = "System.Text.Json.Serialization.JsonSerializerContext";

    public static IEnumerable<string> StandIns(CSharpCompilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (ClassDeclarationSyntax declared in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(declared) is INamedTypeSymbol { BaseType: { } above } type && above.ToDisplayString() == Context)
                    yield return StandIn(type);
            }
        }
    }

    private static string StandIn(INamedTypeSymbol type)
    {
        IEnumerable<string> properties = type.GetAttributes()
            .Where(static attribute => attribute.AttributeClass?.Name == "JsonSerializableAttribute")
            .Select(static attribute => (ITypeSymbol)attribute.ConstructorArguments[0].Value!)
            .Select(static known => $"public System.Text.Json.Serialization.Metadata.JsonTypeInfo<{known.ToDisplayString()}> {known.Name} => null!;");
        return $$"""
            namespace {{type.ContainingNamespace.ToDisplayString()}};
            partial class {{type.Name}}
            {
                public {{type.Name}}(System.Text.Json.JsonSerializerOptions? options) : base(options) { }
                public static {{type.Name}} Default => null!;
                protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(System.Type type) => null;
                {{string.Join('\n', properties)}}
            }
            """;
    }
}
